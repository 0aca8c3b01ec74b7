"""The Czech catalogue: complete, in all plural forms, compiled, and well set."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tools import translate

ROOT = Path(__file__).parent.parent
PO = ROOT / "app/translations/cs/LC_MESSAGES/messages.po"
ONE_LETTER = re.compile(r"(?<![\w„(.,/])[KkSsVvZzUuOoAaIi] (?=\w)")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]")
RULE = re.compile(r"\bR-\d")


@pytest.fixture(scope="module")
def catalogue():
    with PO.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def forms(message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple) else [message.string]


def test_every_text_of_the_application_is_in_the_catalogue(catalogue):
    known = {m.id[0] if isinstance(m.id, tuple) else m.id for m in catalogue}
    used = {
        m.id[0] if isinstance(m.id, tuple) else m.id for m in translate.messages(translate.gather())
    }
    assert used - known == set()


def test_a_text_inside_another_one_is_in_the_catalogue_too(catalogue):
    """What collects the texts does not look into f-strings."""
    known = {m.id[0] if isinstance(m.id, tuple) else m.id for m in catalogue}
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "app").rglob("*.py"))
    used = {
        node.args[0].value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in {"_", "ngettext"}
        and isinstance(node.args[0], ast.Constant)
    }
    assert len(used) > 2_000
    assert used - known == set()


def test_nothing_stays_untranslated_or_uncertain(catalogue):
    assert [m.id for m in catalogue if not all(forms(m)) or m.fuzzy] == []


def test_a_plural_has_all_three_czech_forms(catalogue):
    plurals = [m for m in catalogue if isinstance(m.id, tuple)]
    assert plurals
    assert [m.id for m in plurals if len(m.string) != 3] == []


def test_translations_keep_the_places_for_values(catalogue):
    faulty = []
    for message in catalogue:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = set(PLACEHOLDER.findall(ids[-1]))
        faulty += [
            f
            for f in forms(message)
            if set(PLACEHOLDER.findall(f)) - {"%(n)s"} != wanted - {"%(n)s"}
        ]
    assert faulty == []


def test_czech_is_set_as_czech(catalogue):
    faulty = []
    for message in catalogue:
        for text in forms(message):
            if (
                ONE_LETTER.search(PLACEHOLDER.sub("1", text))
                or '"' in text
                or re.search(r"(?<![\d-])\d+-\d+(?![\d-])", text)
            ):
                faulty.append(text)
    assert faulty == []


def test_nobody_has_to_know_the_numbers_of_our_rules(catalogue):
    letters = (ROOT / "app/letters/texts").iterdir()
    shown = [text for message in catalogue for text in forms(message)]
    shown += [path.read_text(encoding="utf-8") for path in letters]
    assert [text for text in shown if RULE.search(text)] == []


def test_the_compiled_catalogue_is_fresh():
    assert translate.compiled(PO) == PO.with_suffix(".mo").read_bytes()
