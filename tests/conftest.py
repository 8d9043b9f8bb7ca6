"""What all tests share: a fixed hypothesis profile, a cache of their own, and a switch that rewrites golden files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from counterpart import install, rooms, runner, server
from counterpart.world import World
from hypothesis import HealthCheck, settings
from workspaces import name_the_writer

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile(
    "fixed", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
settings.load_profile("fixed")

GOLDEN = Path(__file__).parent / "golden"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the golden files; review them as diffs"
    )


@pytest.fixture(autouse=True)
def _own_world(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test sees the developer's cache, Git configuration or Git hook environment."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("ISO20K_CACHE_DIR", str(home / "cache"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    name_the_writer(monkeypatch)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with tests/golden/NAME, or write it with --update-golden."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"no golden file {name}: run pytest --update-golden and review it"
        assert text == path.read_text(encoding="utf-8")

    return compare


def lacking(what: str) -> None:
    """Skipped where a developer has no browser, failed where the tests are to be trusted."""
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"{what}: in CI pages have to be seen in a browser")
    pytest.skip(f"{what}: PAGES WERE NOT SEEN IN A BROWSER")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as people have it; tests that use it carry the mark `browser`."""
    try:
        import axe_playwright_python.sync_playwright  # noqa: F401 - said here once, used below
        from playwright.sync_api import sync_playwright
    except ImportError:
        lacking("Playwright or axe-playwright-python is not installed")
    if not CHROMIUM:
        lacking("Chromium is not installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def tools(tmp_path_factory: pytest.TempPathFactory) -> install.Tools:
    """The counterpart of the actions; tests that use it carry the mark `counterpart`."""
    try:
        made = install.tools()
        return made._replace(interpreters=rooms.interpreters(tmp_path_factory.mktemp("rooms")))
    except install.InstallError as error:
        reason = f"THE ACTION WAS NOT TESTED: its counterpart could not be installed: {error}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="module")
def github(tools: install.Tools, tmp_path_factory: pytest.TempPathFactory) -> Iterator[server.Server]:
    """A GitHub that remembers, whose description no request of a module may break."""
    with server.running(tools, tmp_path_factory.mktemp("github")) as running:
        yield running
        assert running.violations() == []


@pytest.fixture
def world(tools: install.Tools, github: server.Server, tmp_path: Path) -> World:
    """Documents with a sound catalogue in their first commit."""
    made = World(tools, github, runner.documents(tmp_path, server.REPOSITORY))
    made.write(broken=False)
    return made
