"""Hooks of pytest: the tests of features run on SQLite and, with --postgres, on PostgreSQL too."""

import gc
import os

import pytest

from app import FEATURES
from tests.postgres import Server

# Everything else is about the code itself, or works on a copied SQLite file.
ON_BOTH = {*FEATURES, "kernel", "web", "test_migrations"}
CLUSTER = "TEST_DATABASE_URL"
MISSING = "!!! NOT RUN: the tests on PostgreSQL. Install the Debian package 'postgresql'."
_server = pytest.StashKey[Server]()
# Objects made before Python looks for circles; a test makes more of them than its own 700.
LITTER = 20_000


def pytest_addoption(parser: pytest.Parser) -> None:
    """One switch: quick runs at work stay on SQLite."""
    parser.addoption("--postgres", action="store_true", help="run on PostgreSQL as well")


def pytest_configure(config: pytest.Config) -> None:
    """Start one server for all workers, who read its address from the environment."""
    if not _is_wanted(config) or CLUSTER in os.environ or hasattr(config, "workerinput"):
        return
    if server := Server.started():
        config.stash[_server] = server
        os.environ[CLUSTER] = server.url


def pytest_collection_finish() -> None:
    """Look for litter seldom, and never among the tests themselves: it took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(LITTER)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave no server running."""
    if server := config.stash.get(_server, None):
        del os.environ[CLUSTER]
        server.stop()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a feature's test its database engines."""
    path = metafunc.definition.path
    if "engine" not in metafunc.fixturenames or ON_BOTH.isdisjoint({path.parent.name, path.stem}):
        return
    if _is_wanted(metafunc.config) and CLUSTER in os.environ:
        on_postgres = pytest.param("postgres", marks=pytest.mark.postgres)
        metafunc.parametrize("engine", ["sqlite", on_postgres])


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say loudly what was not run."""
    if _is_wanted(config) and CLUSTER not in os.environ:
        terminalreporter.write_line(MISSING, red=True, bold=True)


def _is_wanted(config: pytest.Config) -> bool:
    return bool(config.getoption("--postgres"))
