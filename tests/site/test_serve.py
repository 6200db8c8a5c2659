"""`make serve`: an edit shows, a fault leaves the last good pages and says on each of them what is wrong."""

import logging
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from mkdocs.commands.build import build as build_with
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from tests.site.conftest import copy_project

PAGE = "derisking/monitoring.html"
BANNER = '<div class="hb-fault" role="alert"><pre>'


class _Author:
    """A copy of the project, and what `mkdocs serve` does at each change, without its server."""

    def __init__(self, root: Path) -> None:
        self.root = copy_project(root / "project")
        self.site = root / "site"
        self.outline = self.root / "seeds" / "topics.yaml"

    def start(self, command: Literal["build", "serve"]) -> None:
        self._config().plugins.on_startup(command=command, dirty=False)

    def build(self) -> None:
        build_with(self._config(), serve_url="http://127.0.0.1:8000/")

    def stop(self) -> None:
        self._config().plugins.on_shutdown()

    def page(self) -> str:
        return (self.site / PAGE).read_text("utf-8")

    def pages(self) -> dict[Path, str]:
        return {p.relative_to(self.site): p.read_text("utf-8") for p in self.site.rglob("*.html")}

    def change(self, old: str, new: str) -> None:
        text = self.outline.read_text("utf-8")
        assert old in text
        self.outline.write_text(text.replace(old, new, 1), "utf-8")

    def _config(self) -> MkDocsConfig:
        config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.site))
        config.site_url = "http://127.0.0.1:8000/"
        return config


@pytest.fixture
def author(tmp_path: Path) -> _Author:
    return _Author(tmp_path)


def test_a_fault_leaves_the_last_good_pages_and_says_so_on_each(author: _Author, caplog: pytest.LogCaptureFixture) -> None:
    author.start("serve")
    author.build()
    good = author.pages()
    assert not [p for p, html in good.items() if "hb-fault" in html]

    author.change("- key:", "- <b>kex</b>:")
    with caplog.at_level(logging.ERROR):
        author.build()
    assert "error[unknown-field]" in caplog.text
    for path, html in good.items():
        now = (author.site / path).read_text("utf-8")
        if path.name != "404.html":  # made by the templates alone
            start = now.index(BANNER)
            end = now.index("</pre></div>\n", start) + len("</pre></div>\n")
            said = now[start:end]
            assert "seeds/topics.yaml:" in said
            assert "&lt;b&gt;kex" in said
            assert "<b>" not in said
            now = now[:start] + now[end:]
        assert now == html, path

    author.change("- <b>kex</b>:", "- key:")
    author.build()
    assert good == author.pages()


def test_pages_after_edits_are_those_of_a_fresh_build(author: _Author, tmp_path: Path) -> None:
    """What is kept between two builds saves time and is never seen."""
    author.start("serve")
    author.build()
    author.change("Which tests are done after alemtuzumab", "Which zebras are counted")
    glossary = author.root / "seeds" / "glossary.yaml"
    glossary.write_text(glossary.read_text("utf-8").replace("A drug for very active MS", "A quagga for very active MS"), "utf-8")
    author.build()
    assert "Which zebras are counted" in author.page()
    assert "A quagga for very active MS" in author.page()
    edited = author.pages()
    author.build()
    assert edited == author.pages()

    fresh = _Author(tmp_path / "fresh")  # with a hook of its own, which has built nothing yet
    for seed in (author.root / "seeds").glob("*.yaml"):
        shutil.copy(seed, fresh.root / "seeds")
    fresh.start("serve")
    fresh.build()
    assert edited == fresh.pages()


def test_a_page_that_shows_nothing_new_is_the_old_file(author: _Author) -> None:
    """It is neither drawn nor written again; templates and settings are shown everywhere. No folder is left beside the site."""
    author.start("serve")
    author.build()
    start = {p: p.stat().st_ino for p in author.site.rglob("*.html")}
    author.change("Which tests are done after alemtuzumab", "Which zebras are counted")
    author.build()
    edited = {p: p.stat().st_ino for p in author.site.rglob("*.html")}
    same = [p for p, number in edited.items() if start[p] == number]
    assert len(start) / 4 < len(same) < len(start) - 2
    footer = author.root / "overrides" / "partials" / "footer.html"
    footer.write_text(footer.read_text("utf-8").replace("<strong>", "<strong>Zebra "), "utf-8")
    author.build()
    assert [p for p, html in author.pages().items() if "<strong>Zebra " not in html] == []
    author.stop()
    assert [p.name for p in author.root.iterdir() if ".making-" in p.name] == []


@pytest.mark.parametrize("command", ["build", "serve"])
def test_the_first_build_stops_at_a_fault(author: _Author, command: Literal["build", "serve"]) -> None:
    author.change("- key:", "- kex:")
    author.start(command)
    with pytest.raises(Abort):
        author.build()


def test_a_build_outside_serve_stops_at_every_fault(author: _Author) -> None:
    author.start("build")
    author.build()
    author.stop()
    author.change("- key:", "- kex:")
    author.start("build")
    with pytest.raises(Abort):
        author.build()
    author.stop()
    assert "hb-fault" not in author.page()


def _until(address: str, holds: Callable[[str], bool]) -> str:
    """The page as soon as it is as wanted; half a minute is for slow machines, and no claim."""
    last = ""
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                last = answer.read().decode()
            if holds(last):
                return last
        except (urllib.error.URLError, OSError) as error:
            last = str(error)
        time.sleep(0.1)
    raise AssertionError(last[:2000])


def test_the_server_follows_edits_and_faults(author: _Author, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    with log.open("w") as out:
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
        run = subprocess.Popen(command, cwd=author.root, stdout=out, stderr=subprocess.STDOUT)
    try:
        address = f"http://127.0.0.1:{port}/ms-therapy-handbook/{PAGE}"
        _until(address, lambda html: "Which tests are done" in html)
        author.change("Which tests are done after alemtuzumab", "Which zebras are counted")
        _until(address, lambda html: "Which zebras are counted" in html)
        author.change("- key:", "- kex:")
        assert "Which zebras are counted" in _until(address, lambda html: BANNER in html)
        assert "error[unknown-field]" in log.read_text("utf-8")
        author.change("- kex:", "- key:")
        _until(address, lambda html: "Which zebras are counted" in html and BANNER not in html)
    finally:
        run.terminate()
        run.wait(30)
