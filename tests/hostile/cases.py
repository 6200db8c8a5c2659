"""Folders from strangers: what is put into the smallest handbook, and what becomes of it.

Each case is a path, a text that takes the place of another there (or the whole file), and the code and place that the
author is told, or ``HARMLESS``: then the pages hold nothing that runs, and no link that leaves by a way of its own.
"""

from tests.harness import BODY, MINIMAL, SEED

HARMLESS = ""
ONE, TOPICS, WORKS, TERMS = "seeds/one.md", "seeds/topics.yaml", "seeds/references.yaml", "seeds/glossary.yaml"
Case = tuple[str, str | bytes, str]


def body(text: str) -> tuple[str, str]:
    """The default seed with another text."""
    return ONE, SEED.replace(BODY, f"{BODY}\n{text}\n")


def other(path: str, old: str, new: str) -> tuple[str, str]:
    """One of the default files with something else in one place."""
    assert old in MINIMAL[path]
    return path, MINIMAL[path].replace(old, new)


def work(line: str) -> tuple[str, str]:
    """The default reference with one more line."""
    return WORKS, f"{MINIMAL[WORKS]}  {line}\n"


RUNS = "<img src=x onerror=alert(1)>"

CASES: dict[str, Case] = {
    # links
    "a scheme that runs": (*body("[a](javascript:alert)"), "bad-link 15:5"),
    "a scheme in entities": (*body("[a](java&#115;cript:x)"), "bad-link 15:5"),
    "a scheme in per cents": (*body("[a](%6aavascript:x)"), "bad-link 15:5"),
    "another host without a scheme": (*body("[a](//evil.example)"), "bad-link 15:5"),
    "an address in angles": (*body("see <vbscript:x>"), "bad-link 15:5"),
    "a definition": (*body("[a][b]\n\n[b]: data:text/html,x"), "bad-link 17:6"),
    "a definition over two lines": (*body("[a][b]\n\n[b]:\n  javascript:x"), HARMLESS),
    "a definition in a list": (*body("- [a][b]\n\n    [b]: javascript:x"), HARMLESS),
    "a definition in a quotation": (*body("> [a][b]\n>\n> [b]: javascript:x"), HARMLESS),
    "a definition by a strange label": (*body("[a][b@c]\n\n[b@c]: javascript:x"), HARMLESS),
    "a definition whose label ends in code": (*body("[b `]: javascript:x\n`\n\n[b `]"), HARMLESS),
    "brackets within brackets within brackets": (*body("[a](javascript:x(y(z)))"), HARMLESS),
    "an image by its label": (*body("![a][b]\n\n[b]: https://a.example/x.png"), HARMLESS),
    "a link in a name": (*other(WORKS, "family: Smith", 'family: "[x](javascript:y)"'), HARMLESS),
    # HTML
    "an element": (*body(f"so {RUNS}"), "raw-html 15:4"),
    "an element that never ends": (*body("so <img src=x onerror=alert(1) //"), "raw-html 15:4"),
    "an escaped element": (*body("\\<script>alert(1)\\</script>\n\n\\" + RUNS), HARMLESS),
    "an element in the words of a link": (*body("[\\<script>x\\</script> `<b>`](https://a.example)"), HARMLESS),
    "code over two list items": (*body(f"- `a\n- {RUNS}`"), HARMLESS),
    "code over two cells": (*body(f"| `a | b |\n|---|---|\n| {RUNS}` | c |"), HARMLESS),
    "uneven backticks": (*body(f"``a` {RUNS}` ``"), HARMLESS),
    "a fence that is not closed": (*body(f"```\n{RUNS}"), "raw-html 16:1"),
    "a fence that ends elsewhere": (*body(f"````\n```\n````\n{RUNS}"), "raw-html 18:1"),
    "a fence with attributes": (*body("``` { .x onclick=y }\ncode\n```"), HARMLESS),
    "a fence with a remark": (*body("```html onclick=y\ncode\n```"), HARMLESS),
    "a block of another extension": (*body("/// html | script\nalert(1)\n///"), "bad-block 15:5"),
    "the same in a list": (*body("- a\n\n    /// html | script\n    alert(1)\n    ///"), HARMLESS),
    "attributes": (*body("*a*{onclick=x} [a](https://a.example){style=x}\n{: onclick=x }"), HARMLESS),
    "attributes in a heading": (ONE, SEED.replace("{ #", "{ onclick=x #"), "unknown-attribute 7:37"),
    "markup in a name": (*other(WORKS, "family: Smith", f'family: "{RUNS}"'), HARMLESS),
    "markup in fields of a work": (*work('note: "</script><!--<script>"'), HARMLESS),
    "markup in a definition": (TERMS, f"{MINIMAL[TERMS]}  definition: '</div>{RUNS}'\n  search: ['</script>']\n", HARMLESS),
    "markup in a title of the outline": (*other(TOPICS, "title: Care", f'title: "{RUNS}"'), "mistyped-field 2:10"),
    "headings that we do not know": (*body("#x\n\n- # x\n\n    ## x\n\n1. ### x\n\n> # x\n\na\n: # x\n\n#\n\n####### x"), HARMLESS),
    "a heading that would be a card": (*body("### hb t alemtuzumab\n\nx\n\n### Ref: paper 2020\n\nx"), HARMLESS),
    "a script in the title of a page": ("docs/x.md", f'---\ntitle: "{RUNS}"\n---\n# X\n', "mistyped-field 2:8"),
    "a template of one's own": ("docs/x.md", "---\ntemplate: ../../x.html\n---\n# X\n", "unknown-field 2:1"),
    "what only the compiler writes": ("docs/x.md", "---\nhb: {linked: '</script>'}\n---\n# X\n", "unknown-field 2:1"),
    "a tag in the head of a page": ("docs/x.md", "---\ntitle: !!python/name:os.system x\n---\n# X\n", "bad-yaml 2:8"),
    "fields without a head": ("docs/x.md", "template: x.html\ntitle: X\n\n# X\n", HARMLESS),
    # names and places
    "an id that climbs": (ONE, SEED.replace("#steroid-cover", "#../x"), "bad-attribute 7:37"),
    "an id of a machine": (ONE, SEED.replace("#steroid-cover", "#con"), "bad-attribute 7:37"),
    "a page that climbs": (*other(TOPICS, "key: infusions", "key: ../x"), "mistyped-field 6:12"),
    "a page of a machine": (*other(TOPICS, "key: infusions", "key: nul"), "mistyped-field 6:12"),
    "a page in capitals": (*other(TOPICS, "key: infusions", "key: Infusions"), "mistyped-field 6:12"),
    "a page with a line end": (*other(TOPICS, "key: infusions", 'key: "infusions\\n"'), "mistyped-field 6:12"),
    "a page that is made": (
        TOPICS,
        MINIMAL[TOPICS].replace("care", "contributing").replace("infusions", "errors"),
        "duplicate-page 6:12",
    ),
    "a term twice in another case": (TERMS, MINIMAL[TERMS] + "- {id: b, term: Alemtuzumab, plain: x}\n", "duplicate-name 4:8"),
    "a seed of a machine": ("seeds/nul.md", SEED.replace("#steroid-cover", "#other"), "bad-file-name 1:1"),
    "a seed that looks like a place": ("seeds/one.md:1:1.md", SEED.replace("#steroid-cover", "#other"), "bad-file-name 1:1"),
    "a name that turns the text": ("seeds/\u202e.md", SEED, "unreadable-file 1:1"),
    # dates and identifiers
    "a thirteenth month": (*other(WORKS, "[[2020, 5]]", "[[2020, 13]]"), "mistyped-field 5:25"),
    "the thirtieth of February": (ONE, SEED.replace("2026-11-01", "2026-02-30"), "mistyped-field 4:11"),
    "a DOI that closes a brace": (*work('DOI: "10.1000/a}b{"'), "mistyped-field 7:8"),
    "an address with a line end": (*work('URL: "https://a.example\\n"'), "mistyped-field 7:8"),
    "an address that runs": (*work("URL: javascript:alert(1)"), "mistyped-field 7:8"),
    # YAML
    "an anchor": (*work("note: &a x"), "bad-yaml 7:9"),
    "a tag": (*work("note: !!python/object/apply:os.system [id]"), "bad-yaml 7:9"),
    "a merge key": (*work("<<: {note: x}"), "unknown-field 7:3"),
    "a surrogate": (*work('note: "\\ud800"'), "bad-yaml 7:12"),
    "a sign hidden in quotes": (*work('note: "a\\u202eb"'), "hidden-character 7:9"),
    "a control sign": (*work("note: a\x07b"), "hidden-character 7:10"),
    "a quote left open": (WORKS, MINIMAL[WORKS] + '- "x\n' + "  y\n" * 9, "bad-yaml 7:3"),
    "a second document": (WORKS, MINIMAL[WORKS] + "---\n[]\n", "bad-yaml 7:1"),
    "nested too deeply": (WORKS, "[" * 10_000, "bad-yaml 1:14"),
    "an empty chart": (*body("/// chart\n///"), "mistyped-field 16:1"),
    # bytes
    "UTF-16": (ONE, SEED.encode("utf-16-le"), "hidden-character 1:2"),
    "Latin-1": (ONE, SEED.replace("drip", "é").encode("latin-1"), "not-utf8 10:19"),
    "a mark of byte order and other line ends": (ONE, "\ufeff" + SEED.replace("\n", "\r\n"), HARMLESS),
    "a zero-width joiner in a word": (*body("alem\u200dtuzumab"), "hidden-character 15:5"),
    "a sign of no width": (*body("a\u200bb"), "hidden-character 15:2"),
}

_MANY = "".join(
    f"## S {i} {{ #s-{i} page=care/infusions basis=cohort as-of=2020 }}\n\n/// plain\nA.\n///\n\n{BODY}\n" for i in range(700)
)
HEAVY: dict[str, Case] = {
    "brackets": (*body("[" * 1_000_000), "file-too-large"),
    "brackets in many paragraphs": (*body(("[" * 250 + "\n\n") * 18), HARMLESS),
    "backticks": (*body(" ".join("`" * i for i in range(1, 190))), "file-too-large"),
    "a heading of spaces": (*body("### x" + " " * 19_000 + "x\n\ny"), HARMLESS),
    "an address of spaces": (*body("[x](" + " " * 19_000 + "x y)"), "unresolved-cross-reference"),
    "signs at": (*body("a@" * 299), HARMLESS),
    "quotations of quotations": (*body("> " * 5_000 + "x"), "file-too-large"),
    "lists of lists": (*body("- " * 5_000 + "x"), "file-too-large"),
    "indented lines": (*body("a\n\n" + "    x\n\n" * 2_900), "indented-code"),
    "citations": (*body(("[@paper-2020] One. Two. " * 290 + "\n\n") * 15), HARMLESS),
    "sections": (ONE, SEED + _MANY, HARMLESS),
    "no values": (WORKS, "[" + "0," * 900_000 + "0]", "bad-yaml"),
    "one field again and again": (WORKS, "- {" + "a," * 600_000 + "a}", "bad-yaml"),
    "signs hidden in quotes": (WORKS, "[" + '"\\u202e", ' * 45_000 + "0]", "hidden-character"),
    "signs that are not seen": (ONE, SEED + "\0" * 1_900_000, "hidden-character"),
    "a wide table of short rows": (*body("|".join("a" * 2_500) + "\n" + "|".join("-" * 2_500) + "\na" * 4_500), "file-too-large"),
    "headings of hashes": (*body(f"### {'#' * 9_900}x\n\n" * 20), "file-too-large"),
    "braces that close": (*body("}" * 19_000), "file-too-large"),
    "slashes": (*body(f"x {'/' * 19_000}\n\n" * 20), "file-too-large"),
    "a word of one letter": (*body(f"{'a' * 19_000}\n\n" * 20), HARMLESS),
    "lines that look empty": (*body("a" + ("\n" + " " * 39) * 450 + "b"), "indented-code"),
    "lines of wide spaces": (*body("a" + ("\n" + "\u2003" * 39) * 9_800 + "b"), "file-too-large"),
    "relative figures": (*body(("5% less " * 2_400 + "\n\n") * 20), "relative-without-absolute"),
    "signs by their numbers": (
        WORKS,
        MINIMAL[WORKS].replace("cohort}", "cohort, figures: [" + '"\\x31", ' * 40_000 + "1]}"),
        HARMLESS,
    ),
    "names that begin with one word": (
        TERMS,
        f"{MINIMAL[TERMS]}- {{id: b, term: steroids, plain: x, aliases: [{', '.join(f'given x{n}' for n in range(40_000))}]}}\n",
        HARMLESS,
    ),
    "one name for all terms": (
        TERMS,
        MINIMAL[TERMS] + "".join(f"- {{id: b{n}, term: alemtuzumab, plain: x}}\n" for n in range(9_000)),
        "duplicate-name",
    ),
    "citations of nothing": (
        *body("\n\n".join(" ".join(f"@wrk-{i}-{n}" for n in range(290)) for i in range(16))),
        "unresolved-citation",
    ),
    "twenty megabytes": (WORKS, "a: b\n" * 4_000_000, "file-too-large"),
}
"""Cases that could take a machine's time or memory, each with one of its codes."""
