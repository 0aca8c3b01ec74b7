"""The facts of a quarter in sentences: right forms, right numbers, no gaps, no blame."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.i18n import number
from app.kernel.quarter import Quarter
from app.reports import sentences
from app.summaries.domain import Row, Value, Variant, change, change_percent, signed
from tests.summaries import samples

COUNTS = st.integers(0, 1000)
# What the sample counts.
OWN = 28
BLAME = re.compile(r"bohužel|selh|špatn|vin[ay]|nezvlád|jen\b|pouze", re.I)
# Every noun with its forms for one, two to four, five and more.
NOUNS = {
    "směn": ("směnu", "směny", "směn"),
    "obchůz": ("obchůzku", "obchůzky", "obchůzek"),
    "kontakt": ("kontakt", "kontakty", "kontaktů"),
    "událost ": ("událost", "události", "událostí"),
}


def told(**figures: Value):
    """The sample with these figures of T1, T2, T4, T5 and T7; all incidents are the town's own."""
    figures.setdefault("own", figures.get("incidents", OWN))
    places = {
        ("T1", None, "done", "total"): "done",
        ("T1", None, "hours", "total"): "hours",
        ("T2", None, "total", "total"): "incidents",
        ("T4", None, "total", "total"): "own",
        ("T2", None, "total", "previous_change"): "change",
        ("T2", None, "total", "previous_change_percent"): "percent",
        ("T2", None, "total", "last_year_change"): "year",
        ("T5", "results", "solved_on_spot", "total"): "solved",
        ("T5", "collected", "needles", "total"): "needles",
        ("T7", "contacts", "total", "total"): "contacts",
        ("T7", "visits", "total", "total"): "visits",
    }
    wanted = {place: figures[name] for place, name in places.items() if name in figures}

    def changed(table, row) -> Row:
        own = {
            column: wanted.get((table.key, None if table.key in {"T1", "T2"} else row.section,
                                row.key, column), value)
            for column, value in row.values.items()
        }  # fmt: skip
        return replace(row, values=own)

    summary = samples.summary()
    tables = tuple(
        replace(
            table,
            rows=tuple(changed(table, row) for row in table.rows),
            totals=tuple(changed(table, row) for row in table.totals),
        )
        for table in summary.tables
    )
    return replace(summary, tables=tables)


def plain(text):
    return text.replace("\xa0", " ")


def form(count):
    return 0 if count == 1 else 1 if 2 <= count <= 4 else 2


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_every_noun_has_the_form_of_its_number(shifts, visits, contacts, incidents):
    text = plain(
        sentences.paragraph(
            told(done=shifts, visits=visits, contacts=contacts, incidents=incidents, change=None)
        )
    )
    expected = [f"{plain(number(incidents))} {NOUNS['událost '][form(incidents)]}"] * (
        incidents > 0
    )
    if shifts:
        expected.append(f"{plain(number(shifts))} {NOUNS['směn'][form(shifts)]},")
    if visits:
        expected.append(f"{plain(number(visits))} {NOUNS['obchůz'][form(visits)]} a")
        expected.append(f"{plain(number(contacts))} {NOUNS['kontakt'][form(contacts)]} s")
    assert [words for words in expected if words not in text] == []


@given(COUNTS)
def test_verbs_agree_with_their_numbers(count):
    text = plain(sentences.paragraph(told(solved=count, needles=count)))
    verbs = {
        "solved": ("se vyřešila", "se vyřešily", "se vyřešilo"),
        "needles": ("byla sebrána", "byly sebrány", "bylo sebráno"),
    }
    for forms in verbs.values():
        wanted = f"{forms[form(count)]} {plain(number(count))} "
        assert (wanted in text) == (count > 0)


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (1, "1 hodinu"),
        (3, "3 hodiny"),
        (5, "5 hodin"),
        (1420.8, "1 420,8 hodiny"),
        (0.5, "0,5 hodiny"),
    ],
)
def test_a_part_of_an_hour_has_its_own_form(hours, words):
    assert plain(sentences.hours_in_words(hours)) == words


@given(COUNTS, st.none() | COUNTS)
def test_per_cent_are_told_by_the_rule_only(count, before):
    figures = {"change": change(count, before), "percent": change_percent(count, before)}
    text = plain(sentences.paragraph(told(incidents=count, **figures)))
    first = text.split("Zapsali")[-1].split(".")[0] if count else ""
    assert ("%" in first) == (count > 0 and bool(figures["percent"]))


@given(COUNTS, COUNTS, COUNTS, st.integers(-500, 500))
def test_every_number_of_the_text_is_a_number_of_the_summary(shifts, visits, incidents, difference):
    summary = told(done=shifts, visits=visits, incidents=incidents, change=difference)
    known = {"2025", "4"}
    for table in summary.tables:
        for row in (*table.rows, *table.totals):
            for value in row.values.values():
                if isinstance(value, int | float):
                    known |= {sentences._shown(value), sentences._shown(abs(value)), signed(value)}
    numbers = re.findall(r"[+−±]?\d[\d\xa0]*(?:,\d+)?", sentences.paragraph(summary))
    assert {each.strip("\xa0") for each in numbers} <= known


@given(st.fixed_dictionaries(dict.fromkeys(("done", "visits", "incidents", "needles"), COUNTS)))
def test_no_gap_no_blame_and_no_bare_end(figures):
    text = sentences.paragraph(told(**figures))
    assert not re.search(r"%\(|\{|\}|None|\s\.|\(\)|  ", text)
    assert not BLAME.search(text)
    assert text.endswith(".")


@pytest.mark.parametrize(
    ("number_", "words"), [(1, "V 1. "), (2, "Ve 2. "), (3, "Ve 3. "), (4, "Ve 4. ")]
)
def test_the_preposition_is_that_of_the_quarter(number_, words):
    summary = replace(samples.summary(), quarter=Quarter(2025, number_))
    assert plain(sentences.paragraph(summary)).startswith(words)


def test_what_is_small_is_not_named():
    text = sentences.paragraph(samples.summary())
    assert "Jiné" not in text
    assert "(1)" not in text


def test_a_quarter_without_service_says_so():
    assert "nesloužili" in sentences.paragraph(told(done=0))


ZEROS = ("done", "hours", "visits", "contacts", "incidents", "solved", "needles")


@given(st.fixed_dictionaries({name: st.sampled_from([0, 5, 40]) for name in ZEROS}))
def test_a_rounded_zero_is_never_told_as_none(figures):
    """It may stand for one to four."""
    summary = replace(told(**figures, change=0), variant=Variant.PUBLIC)
    text = plain(sentences.paragraph(summary))
    assert not re.search(r"(?<![\d,])0 (?!%)|žádn|nesloužili|nezapsali|, stejně jako", text)
    assert ("kontakt" in text) is bool(figures["visits"] and figures["contacts"])


def test_an_exact_zero_is_told_as_none_and_an_unknown_one_not_at_all():
    assert "navázali 0 kontaktů" in plain(sentences.paragraph(told(visits=7, contacts=0)))
    assert "Vykonali 7 obchůzek. " in plain(sentences.paragraph(told(visits=7, contacts=None)))


def test_the_page_offers_the_text_to_be_copied(scene):
    page = scene.writer.read("reports.paragraph", quarter="2026Q3").page
    text = plain(page.select_one("textarea#odstavec").text)
    assert re.search("odsloužili asistenti prevence kriminality (5|méně než pět) směn", text)
    assert "Počty jsou zaokrouhlené" in text
    assert page.select_one("[data-copy=odstavec]")


def test_of_a_quarter_without_records_nothing_is_told(scene):
    page = scene.writer.read("reports.paragraph", quarter="2019Q1")
    assert page.page.select_one("textarea") is None
    assert "není žádný záznam" in page.words


@pytest.mark.parametrize(
    ("key", "many", "one"), [("T2", "tyto oblasti", "tuto oblast"), ("T3", "těchto", "tomto místě")]
)
def test_one_kind_and_one_place_are_told_as_one(key, many, one):
    whole = told(incidents=40)
    table = next(each for each in whole.tables if each.key == key)
    first = next(row for row in table.rows if key == "T3" or row.level == "category")
    for kept, words in ((2, many), (1, one)):
        rows = [
            replace(row, values={**row.values, "total": 9 if row is first or kept == 2 else 0})
            for row in table.rows
        ]
        tables = [
            replace(each, rows=tuple(rows)) if each is table else each for each in whole.tables
        ]
        assert words in plain(sentences.paragraph(replace(whole, tables=tuple(tables))))
