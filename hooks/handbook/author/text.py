"""Words from outside, made fit for one line of a file: nothing hidden, nothing that a terminal obeys."""

import re
import unicodedata
from html import unescape

_TAG = re.compile(r"</?(?:i|b|em|strong|sub|sup|sc|span|nocase|p|br|jats:[a-z-]+)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_MATH = re.compile(r"\$\\([A-Za-z]+)\$")
_ASCII = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def tidy(text: str) -> str:
    """One line without control, format and direction characters; joiners, which some scripts need, stay."""
    return " ".join("".join(map(_visible, text)).split())


def words(text: str) -> str:
    """Tidy, and without the tags, entities and TeX letters that bibliographic programs put into titles."""
    plain = _TAG.sub("", _MATH.sub(lambda m: unescape(f"&{m[1]};"), unescape(text)))
    return tidy(plain)


def folded(text: str) -> str:
    """Letters and digits alone, small and without accents: two spellings of one title become one."""
    return "".join(c for c in _plain(text) if c.isalnum())


def as_key(text: str) -> str:
    """Small letters and digits of ASCII with hyphens between; empty where nothing is left."""
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"['’`]", "", _plain(text))))


def shortened(text: str, most: int = 70) -> str:
    """At most so many characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _plain(text: str) -> str:
    split = unicodedata.normalize("NFKD", text.casefold().translate(_ASCII))
    return "".join(c for c in split if not unicodedata.combining(c))


def _visible(c: str) -> str:
    kind = unicodedata.category(c)
    if kind in ("Cc", "Zl", "Zp", "Zs"):
        return " "
    if kind in ("Cs", "Cn", "Co") or (kind == "Cf" and c not in "\u200c\u200d"):
        return ""
    return c
