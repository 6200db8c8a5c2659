"""The page that explains every code: wrong, right, why. Made from the catalogue, so that none is missing."""

from handbook.diagnostics import CODES
from handbook.model.site import Page
from handbook.write.page import front


def errors() -> Page:
    """One heading for each code, in the order of the catalogue."""
    about = "What each message of the checks means, and how to mend it."
    text = front("Messages and what they mean", about, "about") + f"# Messages and what they mean\n\n{about}\n\n"
    for code in CODES.values():
        kind = "A warning: the site is made all the same." if code.warning else "An error: no site is made until it is mended."
        text += f"## {code.name} {{ #{code.name} }}\n\n**{code.title}.** {code.why} {kind}\n\n"
        text += f"Wrong:\n\n```text\n{code.wrong}\n```\n\nRight:\n\n```text\n{code.right}\n```\n\n"
    return Page("contributing/errors.md", "Messages and what they mean", text, "hooks/handbook/diagnostics/codes.py")
