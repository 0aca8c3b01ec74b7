"""What we agreed on, as tests: where things stand, what may know what, how big they may be."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import nodes

from app import FEATURES

ROOT = Path(__file__).parent.parent
APP = ROOT / "app"
FILES = ["domain", "models", "policy", "queries", "actions", "forms", "routes"]
# Closing a quarter writes the summary in all formats and keeps its figures as they are; long
# lists of other features are written by `exports`.
SHARED = {"domain", "models", "queries", "actions", "writers", "frozen"}
# Writers of the summary's formats stand beside the seven files; only routes may know them.
EXTRA = {
    "audit": {"fields", "words", "disputes", "exports", "history", "reports"},
    "certificates": {"xlsx"},
    "courses": {"listing", "ics"},
    "desk": {"figures"},
    "disputes": {
        *("process", "standing", "moves", "steps", "led", "leads", "waiting", "intake"),
        *("listing", "filters", "effort", "figures"),
    },
    "exports": {"writers"},
    "history": {
        *("convert", "export", "files", "matching", "pieces", "reading", "repeats"),
        *("store", "work"),
    },
    "figures_outside": {"sheet"},
    "incidents": {"xlsx", "filters", "listing", "photos", "camera", "preparing", "figures"},
    "letters": {
        "docx",
        "letterhead",
        "papers",
        "samples",
        "sheets",
        "tables",
        "unpacking",
        "wording",
    },
    "needs": {"filters", "listing"},
    "outbox": {"answers", "sealing"},
    "passkeys": {"ceremony"},
    "reports": {
        *("annual", "facts", "heading", "preparing", "recorded", "sentences", "xlsx"),
    },
    "rooms": {"ics", "week"},
    "skills": {"sides", "xlsx"},
    "shifts": {"labour", "rota", "duty", "answers", "service", "listing", "filters", "figures"},
    "summaries": {
        *("xlsx", "docx", "pdf", "csv", "document", "paper", "charts", "leaves", "fitting"),
        *("tables", "counts", "parts", "links", "case_links", "figures"),
        *("public", "rounding", "cells", "frozen", "period", "writers"),
    },
}
SOURCES = sorted(path for path in APP.rglob("*.py") if "__pycache__" not in path.parts)
TEMPLATES = sorted((APP / "templates").rglob("*.html"))
PAGES = [path for path in TEMPLATES if path.parent.name not in {"templates", "ui"}]
EVERYWHERE_ALLOWED = {"commands.py", "demo", "kernel"}
FORBIDDEN_NAMES = {"util", "utils", "common", "helpers", "services", "misc"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, as a dotted name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def feature_files() -> list[Path]:
    return [path for path in SOURCES if path.parent.name in FEATURES and path.stem != "__init__"]


def strays(path: Path, modules: Iterator[str]) -> list[str]:
    """The imports of a feature's file that do not point left."""
    feature, file = path.parent.name, path.stem
    return [module for module in modules if _is_stray(feature, file, module.split("."))]


def _is_stray(feature: str, file: str, parts: list[str]) -> bool:
    if parts[0] != "app" or len(parts) < 2:
        return False
    if parts[1] == "web":  # web/charts knows neither Flask nor a request: any file may draw
        return file not in {"forms", "filters", "routes", "answers"} and parts[2:3] != ["charts"]
    if parts[1] not in FEATURES or len(parts) < 3:
        return False
    other, module = parts[1], parts[2]
    if other == feature:
        return module in FILES and file in FILES and FILES.index(module) >= FILES.index(file)
    return FEATURES.index(other) >= FEATURES.index(feature) or module not in SHARED


@pytest.mark.parametrize("path", feature_files(), ids=name_of)
def test_imports_point_left(path):
    assert strays(path, imports(path)) == []


def test_an_import_to_the_right_would_be_found():
    models = APP / "places" / "models.py"
    assert strays(models, iter(["app.places.actions"])) == ["app.places.actions"]
    assert strays(models, iter(["app.shifts.models"])) == ["app.shifts.models"]
    assert strays(models, iter(["app.accounts.policy"])) == ["app.accounts.policy"]
    assert strays(models, iter(["app.web.page"])) == ["app.web.page"]


@pytest.mark.parametrize("path", feature_files(), ids=name_of)
def test_a_feature_has_only_the_agreed_files(path):
    assert path.stem in FILES or path.stem in EXTRA.get(path.parent.name, set())


@pytest.mark.parametrize("path", [p for p in SOURCES if p.parent.name == "kernel"], ids=name_of)
def test_the_kernel_knows_no_feature_and_no_screen(path):
    known = [m for m in imports(path) if re.match(r"app\.(?!kernel)", m)]
    assert known == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_module_says_in_one_sentence_what_belongs_here(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not tree.body or ast.get_docstring(tree)


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_files_and_functions_stay_small(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 250
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno + 1 <= 25, node.name


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_nothing_is_named_after_leftovers(path):
    assert path.stem not in FORBIDDEN_NAMES
    assert path.parent.name not in FORBIDDEN_NAMES


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_stay_small(path):
    assert path.read_text(encoding="utf-8").count("\n") <= 120


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_page_is_extends_and_blocks_and_nothing_else(path, shared_app):
    """A lone block would not see a top-level set or import."""
    source = path.read_text(encoding="utf-8")
    if "{% extends" not in source:
        assert path.parent.name == "errors"
        return
    tree = shared_app.jinja_env.parse(source)
    for node in tree.body:
        blank = isinstance(node, nodes.Output) and all(
            isinstance(part, nodes.TemplateData) and not part.data.strip() for part in node.nodes
        )
        assert blank or isinstance(node, nodes.Extends | nodes.Block), type(node).__name__


BANNED_IN_TEMPLATES = (
    "hx-on",
    "hx-confirm",
    "hx-boost",
    "javascript:",
    " style=",
    "|safe",
    "{% autoescape",
)


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_use_nothing_that_was_banned(path):
    text = path.read_text(encoding="utf-8")
    assert [word for word in BANNED_IN_TEMPLATES if word in text] == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_target_is_a_block_and_an_id(path):
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r'hx-target="#([\w-]+)"', text):
        assert f"{{% block {target} %}}" in text


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_every_town_at_once_is_seen_only_where_it_must_be(path):
    if "EVERYWHERE" not in path.read_text(encoding="utf-8"):
        return
    allowed = path.name in EVERYWHERE_ALLOWED or path.parent.name in EVERYWHERE_ALLOWED
    assert allowed or name_of(path) == "app/accounts/queries.py"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_rows_are_never_fetched_around_the_scope(path):
    """session.get() answers from the identity map without asking the database."""
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"session\.get\(|\.query\.get\(|get_or_404|\btext\(", text)


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_only_the_web_commits(path):
    text = path.read_text(encoding="utf-8")
    if path.parent.name in FEATURES:
        assert ".commit()" not in text
        assert ".rollback()" not in text


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_time_comes_from_the_clock(path):
    if path.name == "clock.py":
        return
    assert not re.search(r"datetime\.now\(|date\.today\(|utcnow", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_codes_are_shown_by_their_labels_in_one_language(path):
    """Texts for people are English msgids; Czech stands in the catalogue only."""
    if path.name in {"i18n.py", "personal_data.py"} or "demo" in path.parts:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    strings = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [
        s for s in strings if re.search("[ěščřžýáíéůúťďň]", s, re.I) and "Ponocný" not in s
    ] == []


def test_verbs_have_the_same_name_everywhere(shared_app):
    """Endpoint = view = rule = template."""
    for endpoint, view in shared_app.view_functions.items():
        if endpoint != "static":
            assert view.__name__ == endpoint.partition(".")[2]


def test_addresses_are_czech_in_lower_case_without_marks(shared_app):
    for rule in shared_app.url_map.iter_rules():
        if rule.endpoint != "static":
            bare = re.sub(r"<[^>]+>", "", rule.rule)
            assert re.fullmatch(r"[a-z0-9/.-]+", bare), rule.rule
            assert re.findall(r"<(?!uuid:|day:|quarter:|token:|string:)", rule.rule) == []
