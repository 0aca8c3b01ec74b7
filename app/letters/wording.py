"""The standard wording of letters: Czech texts that stand beside the code, read once."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from app.letters.domain import LetterKind, TownLetter

FOLDER = Path(__file__).parent / "texts"


@cache
def standard(kind: LetterKind) -> TownLetter:
    """A letter as everybody gets it whose town has not changed it."""
    title, _blank, body = (FOLDER / f"{kind}.txt").read_text(encoding="utf-8").split("\n", 2)
    return TownLetter(kind, title, body.strip())


@cache
def words() -> Mapping[str, Any]:
    """Placeholders, sentences that rules demand, and labels of the paper."""
    told: Mapping[str, Any] = json.loads((FOLDER / "words.json").read_text(encoding="utf-8"))
    return told


def paper(key: str, **values: Any) -> str:
    """A label of the paper, filled in."""
    return str(words()["paper"][key]).format(**values)


def sentence(about: str, code: str | None) -> str:
    """What is said for a code; what has no sentence of its own gets the ordinary one."""
    known = words()[about]
    return str(known.get(code or "", known.get("", "")))


def names(kind: LetterKind | None = None) -> dict[str, str]:
    """The placeholders by key, as people type them: all of them, or those of one letter."""
    known = words()["placeholders"].items()
    return {key: each["name"] for key, each in known if kind is None or kind in each["in"]}


def explained(kind: LetterKind) -> list[tuple[str, str]]:
    """(name, what comes in its place) for the list beside the form."""
    known = words()["placeholders"]
    return [(name, known[key]["says"]) for key, name in names(kind).items()]


def said_by_who_leads(kind: LetterKind) -> str:
    """R-42: the placeholders of a letter that speak of mediation only where it is one."""
    known = names(kind)
    return paper("and").join(f"{{{known[key]}}}" for key in ("way", "nature") if key in known)
