"""Placeholders, blocks, ties, and which letter may go to whom."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis.strategies import characters, text

from app.disputes.domain import Side
from app.disputes.process import Course, Given
from app.kernel.i18n import NBSP
from app.letters import wording
from app.letters.domain import (
    HEADING,
    ITEM,
    OBLIGATORY,
    PARAGRAPH,
    TO_PARTIES,
    Block,
    LetterKind,
    TownLetter,
    blocks,
    composed,
    fault,
    fault_of_letter,
    filled,
    tied,
    uses_words_of_the_act,
)
from tests.naughty import TEMPLATES

TODAY = date(2026, 11, 23)
A, B, C = Side.A, Side.B, Side.C
INVITATION, MEETING, CLOSING = TO_PARTIES
VALUES = {name: f"<{name}>" for name in wording.names().values()}


@given(text(alphabet=characters(exclude_categories=("Cs",))))
def test_text_without_placeholders_comes_out_letter_for_letter(typed):
    if not any(f"{{{name}}}" in typed for name in VALUES):
        assert filled(typed, VALUES) == typed


@given(text(alphabet="{}%jméno 7*_"))
def test_what_passes_the_check_has_only_known_placeholders(typed):
    if fault(typed, ["jméno"]) is None:
        assert set(filled(typed, {"jméno": ""})).isdisjoint("{}")


@given(text(alphabet="{}aA0.\n- #"))
def test_what_is_filled_in_is_not_interpreted_again(value):
    assert filled("a {jméno} b", {"jméno": value, "adresa": "x"}) == f"a {value} b"


@pytest.mark.parametrize("typed", [t for t in TEMPLATES if set(t) & set("{}")])
def test_a_template_of_another_language_is_refused_by_name(typed):
    assert fault(typed, wording.names().values())


def test_an_unknown_placeholder_is_named():
    assert "{__class__}" in fault("Ahoj {__class__}", ["jméno"])
    assert "{jméno}" in fault("Ahoj {jméno", ["jméno"])
    assert fault("Ahoj {jméno}", ["jméno"]) is None


def test_blocks_are_paragraphs_items_and_headings():
    assert blocks("# Nadpis\nprvní\nřádek\n\ndruhý\n- bod\n- další bod\nkonec") == [
        Block(HEADING, "Nadpis"),
        Block(PARAGRAPH, "první\nřádek"),
        Block(PARAGRAPH, "druhý"),
        Block(ITEM, "bod"),
        Block(ITEM, "další bod"),
        Block(PARAGRAPH, "konec"),
    ]


@given(text(alphabet="ab #-\n{}", max_size=40))
def test_no_letter_of_a_body_is_lost_in_blocks(body):
    def bare(typed):
        return "".join(c for c in typed if c in "ab{}")

    assert bare("".join(block.text for block in blocks(body))) == bare(body)


def test_ties_stand_where_a_line_must_not_break():
    told = "k lesu 12. 3. 2026 je 1 500 m podle č. 202 a § 9"
    assert tied(told).replace(NBSP, "_") == "k_lesu 12._3._2026 je 1_500 m podle č._202 a_§_9"


@given(text(alphabet="kK 1.%§č{}"))
def test_ties_change_nothing_but_spaces(typed):
    assert tied(typed).replace(NBSP, " ") == typed.replace(NBSP, " ")


def letter(body, kind=INVITATION):
    return TownLetter(kind, "Nadpis", body, 1)


def test_a_paragraph_that_became_empty_is_left_out():
    told = composed(letter("{nestrannost}\n\nkonec"), {"impartiality": ""}, wording.names())
    assert [block.text for block in told] == ["konec"]


@pytest.mark.parametrize("kind", OBLIGATORY)
def test_what_rules_demand_is_added_where_the_wording_has_left_it_out(kind):
    values = {key: f"věta {key}" for key in OBLIGATORY[kind]}
    told = [block.text for block in composed(letter("text", kind), values, wording.names())]
    assert told == ["text", *values.values()]


@pytest.mark.parametrize("kind", LetterKind)
def test_the_standard_wording_is_sound_and_says_what_it_must(kind):
    standard = wording.standard(kind)
    known = wording.names(kind)
    assert fault(standard.title + standard.body, known.values()) is None
    assert all(f"{{{known[key]}}}" in standard.body for key in OBLIGATORY.get(kind, ()))
    assert not uses_words_of_the_act(standard.title + standard.body)
    assert set(known) <= set(wording.names())


@pytest.mark.parametrize("kind", [LetterKind.INVITATION_B, LetterKind.LEAFLET])
def test_who_is_asked_hears_of_everything_a_consent_needs(kind):
    body = wording.standard(kind).body
    for stem in ("dobrovoln", "důvěrn", "trestném čin", "ohrožení", "skončila a jak"):
        assert stem in body.replace("trestný čin", "trestném činu"), stem


def test_nothing_is_written_to_b_once_a_has_taken_its_consent_back():
    back = Course(is_screened=True, consents=(Given(A, TODAY, TODAY), Given(B, TODAY)))
    case = SimpleNamespace(course=back, is_open=True, flags=())
    assert "až poté, co strana A" in fault_of_letter(INVITATION, B, case)
    assert "až poté, co strana A" in fault_of_letter(MEETING, B, case)


def test_words_of_the_act_are_found_in_any_case():
    assert uses_words_of_the_act("MEDIACE")
    assert uses_words_of_the_act("mediační dohoda")
    assert uses_words_of_the_act("Setkání vede mediátorka.")
    assert uses_words_of_the_act("dohoda podle zákona č. 202 / 2012 Sb.")
    assert uses_words_of_the_act("mediovaný rozhovor")
    assert not uses_words_of_the_act("mediální výchova, medicína")
    assert not uses_words_of_the_act("média")
    assert not uses_words_of_the_act("v roce 2012 bylo 202 sporů")


def a_case(*given_sides, is_open=True, is_screened=True, met=(A,), flags=()):
    consents = tuple(Given(side, TODAY) for side in given_sides)
    course = Course(is_screened=is_screened, consents=consents)
    facts = SimpleNamespace(
        is_screened=is_screened,
        willing=course.willing,
        has_met=lambda side: side in met,
    )
    return SimpleNamespace(course=facts, is_open=is_open, flags=flags)


@pytest.mark.parametrize(
    ("kind", "side", "case"),
    [
        (INVITATION, B, a_case(A)),
        (INVITATION, C, a_case(A, B)),
        (MEETING, A, a_case(A, B)),
        (MEETING, B, a_case(A, B)),
        (MEETING, C, a_case(A, B, C)),
        (CLOSING, A, a_case(is_open=False)),
        (CLOSING, B, a_case(is_open=False, met=(A, B))),
    ],
)
def test_these_letters_may_go(kind, side, case):
    assert fault_of_letter(kind, side, case) is None


@pytest.mark.parametrize(
    ("kind", "side", "case", "why"),
    [
        (INVITATION, B, a_case(), "až poté, co strana A"),
        (MEETING, B, a_case(B), "až poté, co strana A"),
        (MEETING, A, a_case(A), "souhlas obou stran"),
        (MEETING, C, a_case(A, B), "souhlas obou stran"),
        (INVITATION, A, a_case(A), "Strana A"),
        (INVITATION, B, a_case(A, is_screened=False), "posuďte"),
        (INVITATION, B, a_case(A, B), "souhlasila"),
        (INVITATION, B, a_case(A, is_open=False), "uzavřen"),
        (CLOSING, A, a_case(A), "není uzavřen"),
        (CLOSING, B, a_case(A, is_open=False), "neoslovil"),
        (CLOSING, A, a_case(A, is_open=False, flags={"violence"}), "vhodný"),
        (INVITATION, B, a_case(A, flags={"violence"}), "vhodný"),
    ],
)
def test_these_letters_may_not_go(kind, side, case, why):
    assert why in fault_of_letter(kind, side, case)
