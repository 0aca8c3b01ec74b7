"""Third-party files are the pinned ones, and nothing names another host."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SUMS = ROOT / "app" / "static" / "vendor" / "SHA256SUMS"
CHECKSUMS = {line[66:]: line[:64] for line in SUMS.read_text().splitlines()}
TEXTS = {".py", ".html", ".css", ".js", ".svg", ".json", ".po", ".txt", ".webmanifest"}
# XML namespaces are names, not addresses; this machine and the names of RFC 2606 lead nowhere.
HOST = re.compile(
    r"https?://(?!www\.w3\.org/|localhost\b|127\.0\.0\.1\b|[\w.-]*\b(?:example|invalid|test)\b)"
    r"[\w-]+(?:\.[\w-]+)+"
)
LOCKS = ["requirements.lock", "requirements-dev.lock"]


def own_texts():
    """The files that we wrote and that the application or its tests read."""
    for folder in ("app", "tests"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in TEXTS and str(path.relative_to(ROOT)) not in CHECKSUMS:
                yield path


@pytest.mark.parametrize("name", CHECKSUMS)
def test_a_third_party_file_is_the_pinned_one(name):
    assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == CHECKSUMS[name]


@pytest.mark.parametrize(
    "folder", ["app/static/vendor", "app/static/fonts", "app/fonts", "tests/vendor"]
)
def test_every_third_party_file_has_a_checksum(folder):
    files = {str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob("*") if path.is_file()}
    precompressed = {name for name in files if name.endswith((".br", ".gz"))}
    assert files - precompressed - {str(SUMS.relative_to(ROOT))} <= CHECKSUMS.keys()


def test_every_third_party_file_is_named_in_the_notice():
    notice = (ROOT / "NOTICE").read_text()
    assert [name for name in CHECKSUMS if name not in notice and name != "LICENSE"] == []


def test_no_file_of_ours_names_another_host():
    found = {str(path.relative_to(ROOT)): HOST.findall(path.read_text()) for path in own_texts()}
    assert {name: hosts for name, hosts in found.items() if hosts} == {}


def test_a_planted_host_would_be_found():
    planted = "https://" + "cdn.faraway.net/htmx.js"
    assert HOST.search(f'<script src="{planted}">')


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host(lock):
    pins = [line for line in (ROOT / lock).read_text().splitlines() if not line.startswith("#")]
    assert not [line for line in pins if re.search(r"://|@|index-url|find-links", line)]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock):
    pins = re.split(r"\n(?=\S)", (ROOT / lock).read_text())
    assert [pin for pin in pins if "==" in pin.split("\n")[0] and "--hash=sha256:" not in pin] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_wanted_package_is_in_its_lock(name):
    wanted = (ROOT / name.replace(".lock", ".in")).read_text()
    names = re.findall(r"^([A-Za-z][\w-]*)", wanted, re.MULTILINE)
    lock = (ROOT / name).read_text()
    assert [package for package in names if f"\n{package.lower()}==" not in lock] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_wanted_package_has_its_reason(name):
    wanted = (ROOT / name.replace(".lock", ".in")).read_text()
    reasons = (ROOT / "docs" / "dependencies.md").read_text()
    names = re.findall(r"^([A-Za-z][\w-]*)", wanted, re.MULTILINE)
    assert [package for package in names if f"| {package} |" not in reasons] == []
