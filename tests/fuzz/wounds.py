"""Wounds: what slips, merges and bad tools do to a text."""

from hypothesis import strategies as st

Wound = tuple[str, float, float, int, str]
SCRAPS = st.sampled_from(
    [
        *(
            "@",
            "[@",
            "[",
            "]",
            "(",
            ")",
            "{",
            "}",
            "#",
            "## ",
            "### x\n",
            "---\n",
            "===\n",
            "\n",
            "\n\n",
            "\t",
            "    ",
            " ",
            "///\n",
            "/// plain\n",
            "/// chart\n",
            "\n/// x",
        ),
        *(
            "`",
            "```\n",
            "~~~\n",
            "<",
            ">",
            "<!--",
            "<b",
            "|",
            "| a |\n|---|\n",
            "*",
            "\\",
            '"',
            "'",
            ":",
            ": ",
            "- ",
            "&a ",
            "*a",
            "!x ",
            "? ",
            "%",
            "~",
            "null",
            "[]",
            "{}",
            "0",
            "012",
        ),
        *(
            "\u200b",
            "\ufeff",
            "\r",
            "\0",
            "é",
            "🙂",
            "İ",
            "[](#x)",
            "[x](y)",
            "[x]{term=y}",
            "@{",
            "-@a",
            "https://",
            "page=",
            "as-of=",
            "updates=",
            "change=",
            "term=",
            "{ #a page=b/c basis=cohort as-of=2014 }",
        ),
    ]
)
WOUNDS = st.lists(
    st.tuples(
        st.sampled_from(
            ["delete characters", "insert", "delete lines", "repeat a line", "swap lines", "swap values", "cut off", "join lines"]
        ),
        st.floats(0, 1, exclude_max=True),
        st.floats(0, 1, exclude_max=True),
        st.integers(1, 30),
        SCRAPS,
    ),
    min_size=1,
    max_size=4,
)


def wounded(text: str, wounds: list[Wound]) -> str:
    """The text with each wound in turn; places are fractions of its length."""
    for how, here, there, many, scrap in wounds:
        at = int(here * len(text))
        lines = text.split("\n")
        one, other = int(here * len(lines)), int(there * len(lines))
        if how == "delete characters":
            text = text[:at] + text[at + many :]
        elif how == "insert":
            text = text[:at] + scrap + text[at:]
        elif how == "cut off":
            text = text[:at]
        else:
            if how == "delete lines":
                del lines[one : one + many]
            elif how == "repeat a line":
                lines.insert(other, lines[one])
            elif how == "swap lines":
                lines[one], lines[other] = lines[other], lines[one]
            elif how == "join lines":
                lines[one : one + 2] = ["".join(lines[one : one + 2])]
            else:
                (a, colon, x), (b, other_colon, y) = lines[one].partition(": "), lines[other].partition(": ")
                lines[one], lines[other] = f"{a}{colon}{y}", f"{b}{other_colon}{x}"
            text = "\n".join(lines)
    return text
