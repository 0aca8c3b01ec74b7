"""What a town takes over from its older files, and which column of a file says what."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from app.kernel.i18n import Labelled, _, fold

MOST_BYTES = 15_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 60
# Longer cells are stories; kinds, places and results are words.
LONGEST_CELL = 80
# A column with more different words than this does not say kinds, places or results.
MOST_WORDS = 150
# So many rows are stored at once: a phone that saves meanwhile does not notice.
PIECE = 500
# So many errors are shown; the others are only counted.
MOST_ERRORS = 5000
# What nobody has finished by then is thrown away with the file it came from.
DRAFT_LIFE = timedelta(days=30)
FIRST_YEAR = 1990

# Instead of a code: rows with this word are left out, or the word says nothing of the matter.
SKIPPED = "skip"
UNSTATED = "-"
OF_CATEGORY = "category:"


class BatchKind(Labelled):
    """What one row of the file is."""

    RECORDS = "records", _("records, one row for each incident")
    MONTHLY_SUMS = "monthly_sums", _("monthly sums, one row for a month and a kind")


class BatchStatus(Labelled):
    """How far a file has come; only a published one is in the figures."""

    READING = "reading", _("being read")
    DRAFT = "draft", _("to be matched")
    STAGING = "staging", _("being prepared")
    STAGED = "staged", _("prepared, not counted yet")
    PUBLISHED = "published", _("counted in the summaries")
    UNDONE = "undone", _("given back, not counted")


TONES = {
    BatchStatus.PUBLISHED: "green",
    BatchStatus.UNDONE: "grey",
    BatchStatus.STAGED: "yellow",
    BatchStatus.DRAFT: "yellow",
}
OPEN = frozenset({BatchStatus.READING, BatchStatus.DRAFT, BatchStatus.STAGING, BatchStatus.STAGED})

PREPARED = frozenset({BatchStatus.STAGING, BatchStatus.STAGED})


class Part(Labelled):
    """What a column can say; there is none for a description or a name."""

    DAY = "day", _("Day")
    TIME = "time", _("Time")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")
    KIND = "kind", _("Kind of the incident")
    PLACE = "place", _("Place")
    RESULT = "result", _("Result")
    COUNT = "count", _("Count")


PARTS: Mapping[BatchKind, tuple[Part, ...]] = {
    BatchKind.RECORDS: (Part.DAY, Part.TIME, Part.KIND, Part.PLACE, Part.RESULT),
    BatchKind.MONTHLY_SUMS: (Part.MONTH, Part.YEAR, Part.KIND, Part.PLACE, Part.COUNT),
}
REQUIRED = frozenset({Part.DAY, Part.MONTH, Part.KIND, Part.COUNT})
# The parts that say words of the town, for which codes are chosen once.
WORDED = (Part.KIND, Part.PLACE, Part.RESULT)
# How columns are usually headed, without marks; the better the sooner.
USUAL: Mapping[Part, tuple[str, ...]] = {
    Part.DAY: ("datum", "den", "dne", "datum udalosti", "datum cas"),
    Part.TIME: ("cas", "hodina", "cas udalosti", "v kolik", "hod"),
    Part.MONTH: ("mesic", "obdobi", "mesic rok"),
    Part.YEAR: ("rok",),
    Part.KIND: ("druh", "druh udalosti", "kategorie", "typ", "jev", "cinnost", "udalost"),
    Part.PLACE: ("misto", "lokalita", "kde", "ulice", "misto udalosti", "hlidka misto"),
    Part.RESULT: ("vysledek", "vyrizeni", "zpusob vyrizeni", "jak skoncilo", "reseni"),
    Part.COUNT: ("pocet", "celkem", "soucet", "ks", "pocet udalosti"),
}


def plain(text: str) -> str:
    """A word as it is compared: without marks, case and punctuation."""
    return re.sub(r"[^0-9a-z]+", " ", fold(text)).strip()


def guessed(
    kind: BatchKind, headers: Sequence[str], known: Mapping[str, str] | None = None
) -> dict[str, int]:
    """Which column probably says what: as the town matched it before, then by its heading."""
    before = known or {}
    return _placed(
        headers, {part: (before.get(part.value, ""), *USUAL[part]) for part in PARTS[kind]}
    )


def usual(headers: Sequence[str]) -> dict[str, int]:
    """Which columns are headed as files of any kind usually are."""
    return _placed(headers, USUAL)


def _placed(headers: Sequence[str], named: Mapping[Part, tuple[str, ...]]) -> dict[str, int]:
    bare = [plain(header) for header in headers]
    found: dict[str, int] = {}
    for part, wanted in named.items():
        place = _first(bare, wanted, taken=set(found.values()))
        if place is not None:
            found[part.value] = place
    return found


def _first(bare: Sequence[str], wanted: Iterable[str], taken: set[int]) -> int | None:
    free = [place for place, text in enumerate(bare) if text and place not in taken]
    words = [word for word in wanted if word]
    whole = (place for word in words for place in free if bare[place] == word)
    begun = (place for word in words for place in free if bare[place].split()[0] == word)
    return next(whole, next(begun, None))
