"""What is matched by itself: as the town matched it in earlier files, or by the same words."""

from app.history import queries
from app.history.domain import OF_CATEGORY, Part, guessed, plain
from app.history.models import ImportBatch
from app.incidents.domain import Category, Result, Subcategory

Words = dict[str, dict[str, str]]


def columns(batch: ImportBatch) -> dict[str, int]:
    """What was said already, otherwise what is likely."""
    if batch.columns:
        return batch.columns
    alike = [each for each in queries.earlier(batch) if each.kind is batch.kind and each.columns]
    headed = {
        part: plain(before.headers[column])
        for before in alike[:1]
        for part, column in before.columns.items()
    }
    return guessed(batch.kind, batch.headers, headed)


def known_words(batch: ImportBatch) -> Words:
    """The words of the file that need no choice, with everything that was ever chosen."""
    before = next((each.words for each in queries.earlier(batch) if each.words), {})
    chosen: Words = {**before, **batch.words}
    same = _same()
    found: Words = {part: dict(words) for part, words in chosen.items()}
    for part, bare, _typed, _count in queries.words(batch):
        code = found.get(part, {}).get(bare) or same[part].get(bare)
        if code:
            found.setdefault(part, {})[bare] = code
    return found


def _same() -> Words:
    """Words that say the same as a code does; a kind goes before a category of the same name."""
    categories = {plain(each.label): f"{OF_CATEGORY}{each.value}" for each in Category}
    kinds = {plain(each.label): each.value for each in Subcategory}
    places: dict[str, str] = {}
    for place_id, code, name in reversed(queries.places()):
        places |= {plain(code): str(place_id), plain(name): str(place_id)}
    results = {plain(each.label): each.value for each in Result}
    return {Part.KIND: categories | kinds, Part.PLACE: places, Part.RESULT: results}
