"""The real site, built once a worker, and a real browser to read it with."""

import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.site.browser import FLAGS, provide

ROOT = Path(__file__).parent.parent.parent
PARTS = ("seeds", "docs", "hooks", "overrides", "mkdocs.yml", "README.md")


def copy_project(to: Path) -> Path:
    """A copy of what the site is made of."""
    to.mkdir(parents=True)
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, to / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(source, to / name)
    return to


def build(project: Path, to: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """One strict build as its own process."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(to)]
    return subprocess.run(command, cwd=project, env={**os.environ, **environment}, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    to = tmp_path_factory.mktemp("site")
    run = build(ROOT, to)
    assert run.returncode == 0, run.stderr
    return to


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The site over http in a subfolder, as GitHub Pages serves it."""
    top = site.parent / "www"
    top.mkdir(exist_ok=True)
    (top / "handbook").symlink_to(site, target_is_directory=True)

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(top)))
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}/handbook"
    httpd.shutdown()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser."""
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=provide(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, site: Path) -> str:
    """Where the site is read: over http, and from a folder."""
    return str(request.getfixturevalue("server")) if request.param == "http" else site.as_uri()


@pytest.fixture(params=[(390, True), (1440, False)], ids=["phone", "desktop"])
def page(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Page]:
    """A page on a phone and on a desktop; whatever it asks of another host is refused, and fails the test."""
    width, touch = request.param
    context: BrowserContext = chromium.new_context(viewport={"width": width, "height": 844}, has_touch=touch)
    said: list[str] = []
    allowed = (address.rsplit("/", 1)[0], "file:", "data:", "blob:", "http://127.0.0.1:")

    def route(route: Any) -> None:
        if route.request.url.startswith(allowed):
            route.continue_()
        else:
            said.append(f"request to {route.request.url}")
            route.abort()

    context.route("**/*", route)
    page = context.new_page()
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: said.append(str(e)))
    yield page
    context.close()
    assert said == []
