"""What the town brings a second time: the same file, the same rows, sums with new numbers."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import integers, lists, permutations, sampled_from, tuples
from sqlalchemy import select

from app.history import actions, matching, queries, repeats
from app.history.convert import Converter
from app.history.domain import BatchKind, BatchStatus
from app.history.models import ImportedRecord, ImportedSum, ImportFault
from app.kernel.errors import Refused
from app.kernel.scope import scope
from tests.history.conftest import WORDS
from tests.history.rows import HEADING, RECORDS, a_published, as_csv, as_xlsx, work

SUMS = ("Měsíc", "Kategorie", "Počet")
NOISE = {"kind": {"hluk": "noise", "rvacka": "brawl"}}
OTHERWISE = {**WORDS, "kind": {**WORDS["kind"], "hluk": "category:public_order"}}
TEN = [
    (f"{day}. 11. 2024", "14:00", "Hluk", "L01", "vyřešeno na místě", "x") for day in range(1, 11)
]
FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)


@pytest.fixture
def counted(inside):
    """How many incidents of the year are counted."""
    return lambda: inside(lambda: sum(cell.count for cell in queries.cells(FIRST, LAST)))


@pytest.fixture
def taken_back(app, scene, inside):
    """The file taken back, its rows deleted."""

    def take_back(batch):
        inside(lambda: actions.undo(queries.get(batch.id), by=scene.manager))
        work(app)

    return take_back


def sums(*rows):
    return as_csv([SUMS, *rows])


def test_the_same_file_matched_otherwise_is_known_row_by_row(published, staged, counted):
    published(as_csv([HEADING, *TEN]))
    again = staged(as_csv([HEADING, *TEN]), words=OTHERWISE)
    assert (again.ok_count, again.duplicate_count, again.otherwise_count) == (0, 10, 10)
    assert counted() == 10


def test_an_overlapping_file_matched_otherwise_brings_only_what_is_new(published, staged):
    published(as_csv([HEADING, *TEN]))
    new = ("11. 11. 2024", "14:00", "Hluk", "L01", "", "")
    again = staged(as_xlsx([HEADING, *reversed(TEN), new]), words=OTHERWISE)
    assert (again.ok_count, again.duplicate_count, again.otherwise_count) == (1, 10, 10)


def test_a_row_matched_as_before_is_not_told_to_be_otherwise(published, staged):
    published(as_csv([HEADING, *TEN]))
    again = staged(as_csv([HEADING, *TEN, *TEN[:1]]))
    assert (again.ok_count, again.duplicate_count, again.otherwise_count) == (1, 10, 0)


def test_a_row_written_another_way_is_the_same_row(published, staged):
    published(as_csv([HEADING, ("1. 11. 2024", "14:00", "Hluk", "L01", "", "")]))
    ways = [("pá 1. listopadu 2024", "14.00", "HLUK!", "l01", "předáno MP", "jinak")]
    again = staged(as_csv([HEADING, *ways]))
    assert (again.ok_count, again.duplicate_count, again.otherwise_count) == (0, 1, 1)


@pytest.mark.parametrize(
    ("cell", "told"), [(0, "2. 11. 2024"), (1, "14:01"), (2, "Rvačka"), (3, "L02"), (3, "")]
)
def test_a_row_that_says_another_day_time_kind_or_place_is_another_row(
    published, staged, cell, told
):
    row = list(TEN[0])
    published(as_csv([HEADING, row]))
    row[cell] = told
    assert staged(as_csv([HEADING, row])).ok_count == 1


def test_two_words_of_the_same_meaning_are_two_rows(published, counted):
    words = {"kind": {"hluk": "noise", "ruseni": "noise"}}
    row = ("1. 11. 2024", "", "Hluk", "", "", "")
    published(as_csv([HEADING, row]), words=words)
    published(as_csv([HEADING, row, ("1. 11. 2024", "", "Rušení", "", "", "")]), words=words)
    assert counted() == 2


def test_the_same_bytes_cannot_be_counted_twice(scene, published, staged, inside):
    first = published()
    again = staged(words=OTHERWISE)
    assert inside(lambda: repeats.twin(queries.get(again.id))).id == first.id
    with pytest.raises(Refused, match="už započítaný"):
        inside(lambda: actions.publish(queries.get(again.id), by=scene.manager))


def test_the_same_bytes_cannot_be_counted_as_another_kind(scene, staged, published, inside):
    content = as_csv([("Datum", "Měsíc", "Druh", "Počet"), ("1. 1. 2024", "1/2024", "Hluk", "3")])
    published(content)
    again = staged(content, BatchKind.MONTHLY_SUMS, words=NOISE)
    assert again.ok_count == 1
    with pytest.raises(Refused, match="už započítaný"):
        inside(lambda: actions.publish(queries.get(again.id), by=scene.manager))


def test_a_file_taken_back_can_be_counted_otherwise(published, taken_back, counted, stored):
    taken_back(published(as_csv([HEADING, *TEN])))
    published(as_csv([HEADING, *TEN]), words=OTHERWISE)
    assert counted() == 10
    assert {row.subcategory for row in stored(select(ImportedRecord))} == {None}


def test_the_page_of_the_same_file_says_so_at_once_and_offers_no_counting(
    manager, published, brought, staged, scene, inside
):
    first = published()
    draft = brought()
    page = manager.read("history.read", draft)
    assert "Tento soubor je už započítaný" in page.words.replace("\xa0", " ")
    assert page.page.select(f'#batch a[href="{manager.url("history.undo", first)}"]')
    inside(lambda: actions.undo(queries.get(draft.id), by=scene.manager))
    again = staged(words=OTHERWISE)
    ready = manager.read("history.read", again)
    assert not ready.page.select(f'form[action="{manager.url("history.publish", again)}"]')
    assert "Tento soubor je už" not in manager.read("history.read", first).words


def test_a_file_of_other_bytes_says_nothing_of_the_kind(manager, published, brought):
    published()
    page = manager.read("history.read", brought(as_csv([HEADING, *TEN])))
    assert "už započítaný" not in page.words.replace("\xa0", " ")


def test_a_sum_with_another_number_is_told_with_both_numbers(published, staged, stored, counted):
    first = published(
        sums(("1/2024", "Hluk", "12"), ("2/2024", "Hluk", "7")), BatchKind.MONTHLY_SUMS, words=NOISE
    )
    content = sums(("1/2024", "Hluk", "21"), ("2/2024", "Hluk", "7,0"), ("3/2024", "Hluk", "5"))
    again = staged(content, BatchKind.MONTHLY_SUMS, words=NOISE)
    counts = (again.ok_count, again.duplicate_count, again.changed_count, again.error_count)
    assert counts == (1, 1, 1, 0)
    assert again.done_count == again.row_count == 3
    [fault] = stored(select(ImportFault))
    assert (fault.line, fault.header, fault.cell) == (2, "Počet", "21")
    assert fault.reason == "Už započítáno s\xa0jiným počtem: dříve 12, tady 21."
    assert fault.earlier_id == first.id
    assert counted() == 19


def test_a_corrected_sum_counts_once_the_earlier_file_is_taken_back(
    app, scene, published, staged, inside, counted, taken_back
):
    first = published(sums(("1/2024", "Hluk", "12")), BatchKind.MONTHLY_SUMS, words=NOISE)
    again = staged(sums(("1/2024", "Hluk", "21")), BatchKind.MONTHLY_SUMS, words=NOISE)
    taken_back(first)
    fresh = inside(lambda: queries.get(again.id))
    assert (fresh.status, fresh.changed_count, fresh.is_to_match) == (BatchStatus.DRAFT, 0, True)
    inside(lambda: actions.stage(queries.get(again.id), by=scene.manager))
    work(app)
    inside(lambda: actions.publish(queries.get(again.id), by=scene.manager))
    work(app)
    assert counted() == 21


def test_the_same_sums_in_another_order_are_known(published, staged):
    rows = [("1/2024", "Hluk", "2"), ("1/2024", "Hluk", "3"), ("1/2024", "Hluk", "3")]
    published(sums(*rows), BatchKind.MONTHLY_SUMS, words=NOISE)
    again = staged(sums(*reversed(rows)), BatchKind.MONTHLY_SUMS, words=NOISE)
    assert (again.ok_count, again.duplicate_count, again.changed_count) == (0, 3, 0)


def test_a_number_told_in_several_rows_is_added_up_before_it_is_compared(published, staged, stored):
    rows = [("1/2024", "Hluk", "1200"), ("1/2024", "Hluk", "50")]
    published(sums(*rows), BatchKind.MONTHLY_SUMS, words=NOISE)
    staged(sums(("1/2024", "Hluk", "9")), BatchKind.MONTHLY_SUMS, words=NOISE)
    assert ["dříve 1\xa0250, tady 9" in each.reason for each in stored(select(ImportFault))] == [
        True
    ]


def test_the_same_number_in_several_rows_is_not_told_as_another_one(published, staged, stored):
    rows = [("1/2024", "Hluk", "1200"), ("1/2024", "Hluk", "50")]
    published(sums(*rows), BatchKind.MONTHLY_SUMS, words=NOISE)
    staged(sums(("1/2024", "Hluk", "1250")), BatchKind.MONTHLY_SUMS, words=NOISE)
    [fault] = stored(select(ImportFault))
    assert fault.reason == "Už započítáno, tam ve více řádcích, dohromady 1\xa0250."


def test_the_pages_tell_a_changed_number_and_what_to_do(
    manager, published, matched, inside, app, scene
):
    first = published(sums(("1/2024", "Hluk", "12")), BatchKind.MONTHLY_SUMS, words=NOISE)
    batch = matched(sums(("1/2024", "Hluk", "21")), BatchKind.MONTHLY_SUMS, words=NOISE)
    pages = [manager.read("history.preview", batch)]
    inside(lambda: actions.stage(queries.get(batch.id), by=scene.manager))
    work(app)
    pages += [manager.read("history.read", batch), manager.read("history.browse_faults", batch)]
    for page in (pages[0], pages[2]):
        assert "dříve 12, tady 21" in page.words
    for page in pages:
        assert "vraťte nejdřív dřívější soubor" in page.words
        assert page.page.select(f'main a[href="{manager.url("history.read", first)}"]')
    assert "Známé už dřív" not in pages[0].words


def test_the_preview_shows_only_what_would_be_counted(manager, published, matched):
    published(as_csv([HEADING, *TEN]))
    new = ("11. 11. 2024", "14:00", "Hluk", "L01", "", "")
    page = manager.read("history.preview", matched(as_csv([HEADING, *TEN, new])))
    assert "10 řádků je už z" in page.words.replace("\xa0", " ")
    assert len(page.page.select("main tbody tr")) == 1


def test_a_file_that_tells_nothing_new_says_so(manager, published, staged):
    published()
    batch = staged(as_csv([HEADING, *RECORDS[:2]]))
    assert "není nic nového" in manager.read("history.read", batch).words.replace("\xa0", " ")


def test_taking_back_leads_on_to_the_file_that_waits(manager, published, brought):
    first, second = published(), brought(as_csv([HEADING, *TEN]))
    assert "Jiný soubor čeká" in manager.read("history.undo", first).words
    page = manager.submit("history.undo", first)
    assert page.page.select(f'#batch a[href="{manager.url("history.read", second)}"]')


def test_nothing_is_compared_with_rows_that_are_being_deleted(
    scene, published, matched, inside, app
):
    first, second = published(), matched()
    inside(lambda: actions.undo(queries.get(first.id), by=scene.manager))
    with pytest.raises(Refused, match="ještě maže"):
        inside(lambda: actions.stage(queries.get(second.id), by=scene.manager))
    work(app)
    inside(lambda: actions.stage(queries.get(second.id), by=scene.manager))
    work(app)
    assert inside(lambda: queries.get(second.id)).ok_count == 3


def test_a_file_matched_by_other_columns_is_warned_of(
    scene, manager, published, brought, inside, app
):
    published(as_csv([HEADING, *TEN]))
    batch = brought(as_csv([HEADING, *TEN, RECORDS[0]]))

    def prepare_without_places():
        own = queries.get(batch.id)
        columns = {part: at for part, at in matching.columns(own).items() if part != "place"}
        actions.match_columns(own, by=scene.manager, **columns)
        actions.match_words(own, by=scene.manager, words=WORDS)
        return actions.stage(own, by=scene.manager)

    inside(prepare_without_places)
    work(app)
    assert "podle jiných sloupců" in manager.read("history.read", batch).words.replace("\xa0", " ")


def test_the_same_bytes_in_another_town_are_another_file(make, app, published):
    other = make.town("Cizí", slug="cizi")
    first = published()
    strange = a_published(make, other, sha256=first.sha256)
    with app.app_context(), scope(other.id):
        assert repeats.twin(queries.get(strange.id)) is None


def test_every_town_makes_ids_under_a_secret_of_its_own(make, app, scene, brought):
    """Otherwise one town could find out by an id what another has in its file."""
    batch, other = brought(), make.town("Cizí", slug="cizi")
    secrets = set()
    for town in (scene.town, other):
        with app.app_context(), scope(town.id):
            secrets.add(queries.converter(batch).secret)
    assert len(secrets) == 2


WORD = sampled_from(("Hluk", "Rvačka", "Odpad"))
ROWS = lists(
    tuples(integers(1, 5), WORD, sampled_from(("L01", "L02", "")), integers(0, 3)), max_size=12
)
CODES = sampled_from(("noise", "brawl", "category:public_order"))


def told(rows, kind, codes):
    words = {"kind": dict(zip(("hluk", "rvacka", "odpad"), codes, strict=True))}
    columns = (
        {"day": 0, "kind": 1, "place": 2}
        if kind is BatchKind.RECORDS
        else {"month": 0, "kind": 1, "place": 2, "count": 3}
    )
    lines = [
        (
            number,
            [
                f"{day}. 3. 2024" if kind is BatchKind.RECORDS else f"{day}/2024",
                word,
                place,
                str(count),
            ],
        )
        for number, (day, word, place, count) in enumerate(rows, 2)
    ]
    by = Converter(
        kind, ("a", "b", "c", "d"), columns, words, frozenset(), date(2026, 1, 1), b"secret"
    )
    good, bad = by.rows(lines)
    assert not bad
    return [row["id"] for _line, row in good]


@given(ROWS, sampled_from(BatchKind), tuples(CODES, CODES, CODES), tuples(CODES, CODES, CODES))
def test_ids_do_not_follow_from_the_matching(rows, kind, codes, others):
    assert told(rows, kind, codes) == told(rows, kind, others)


@given(
    ROWS.flatmap(lambda rows: tuples(permutations(rows), sampled_from([rows]))),
    sampled_from(BatchKind),
)
def test_ids_do_not_follow_from_the_order(both, kind):
    shuffled, rows = both
    codes = ("noise", "brawl", "noise")
    assert set(told(shuffled, kind, codes)) == set(told(rows, kind, codes))
    assert len(set(told(rows, kind, codes))) == len(rows)


@given(ROWS, ROWS)
def test_a_longer_file_knows_all_rows_of_a_shorter_one(rows, more):
    codes = ("noise", "brawl", "noise")
    short, long = (
        told(rows, BatchKind.RECORDS, codes),
        told([*more, *rows], BatchKind.RECORDS, codes),
    )
    assert set(short) <= set(long)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(numbers=lists(integers(0, 2000), min_size=1, max_size=3))
def test_a_second_run_never_drops_a_number_in_silence(
    numbers, published, staged, stored, taken_back
):
    """Whatever the second file says of a month: it is counted, known, or told with both numbers."""
    first = published(sums(("1/2024", "Hluk", "5")), BatchKind.MONTHLY_SUMS, words=NOISE)
    rows = [("1/2024", "Hluk", str(number)) for number in numbers]
    again = staged(sums(*rows), BatchKind.MONTHLY_SUMS, words=NOISE)
    known = min(numbers.count(5), 1)
    assert (again.duplicate_count, again.changed_count) == (known, len(numbers) - known)
    assert len(stored(select(ImportFault))) == len(numbers) - known
    taken_back(again)
    taken_back(first)
    assert stored(select(ImportedSum)) == []
