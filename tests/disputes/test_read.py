"""A case on its page: the path, what comes next, and what only its lead sees."""

from datetime import timedelta

from app.disputes.domain import Explained, LegalStatus, Outcome, Side, Stage
from app.kernel import clock
from tests.counting import statements
from tests.disputes.rows import a_case, a_check, a_consent, a_step, in_talks


def test_the_path_says_where_the_case_stands(client, cast, make):
    case = in_talks(make, cast.town, cast.hana)
    page = client.as_(cast.hana).read("disputes.read", case).page
    assert "jednání" in page.select_one(".steps [aria-current=step]").text


def test_results_of_steps_are_for_the_lead_only(client, cast, make):
    a_step(make, cast.case, result="Domluveno na pondělí")
    assert "Domluveno" in client.as_(cast.hana).read("disputes.read", cast.case).text
    for person in (cast.eva, cast.manager, cast.mentor):
        answer = client.as_(person).read("disputes.read", cast.case)
        assert answer.status_code == 200
        assert "Domluveno" not in answer.text


def test_running_proceedings_are_said_in_a_banner(client, cast, make):
    case = a_case(make, cast.town, cast.hana, legal_status=LegalStatus.OFFENCE)
    assert "Dohoda sama řízení nezastaví" in client.as_(cast.hana).read("disputes.read", case).words
    other = client.as_(cast.hana).read("disputes.read", cast.case)
    assert "řízení nezastaví" not in other.words


def test_an_overdue_step_stands_out(client, cast, make):
    late = clock.today() - timedelta(days=2)
    case = a_case(make, cast.town, cast.hana, next_step="screen", next_on=late)
    assert "po termínu" in client.as_(cast.hana).read("disputes.read", case).words


def test_a_mediator_sees_his_case_only_as_long_as_it_lasts(client, cast, make):
    led = {"lead_kind": "registered_mediator"}
    own = a_case(make, cast.town, cast.mediator, **led)
    over = {"stage": "closed", "outcome": "calmed", "closed_on": clock.today()}
    closed = a_case(make, cast.town, cast.mediator, **led, **over)
    mediator = client.as_(cast.mediator)
    assert mediator.read("disputes.read", own).status_code == 200
    assert mediator.read("disputes.read", closed).status_code == 403
    assert mediator.read("disputes.read", cast.case).status_code == 403


def test_an_assistant_follows_only_what_he_has_brought(client, cast, make):
    brought = a_case(make, cast.town, received_by=cast.alena.id)
    alena = client.as_(cast.alena)
    assert alena.read("disputes.read", brought).status_code == 200
    assert alena.read("disputes.read", cast.case).status_code == 403
    words = alena.read("disputes.browse").words
    assert (brought.number in words, cast.case.number in words) == (True, False)


def test_who_has_brought_a_case_learns_how_far_it_is_and_how_it_ended_and_nothing_more(
    client, cast, make
):
    """Domain 13.2: an assistant is often a neighbour of those who quarrel."""
    brought = {"received_by": cast.alena.id, "gravity": "high", "legal_status": "offence"}
    over = {"stage": "closed", "outcome": "unsuitable", "closed_on": clock.today()}
    case = in_talks(make, cast.town, cast.hana, **brought)
    a_check(make, case, result="broken", done_on=clock.today())
    hana = client.as_(cast.hana)
    hana.submit(
        "outcomes.screen",
        a_case(make, cast.town, cast.hana, **brought),
        flags=["domestic_violence"],
    )
    ended = a_case(make, cast.town, cast.hana, flags={"domestic_violence"}, **brought, **over)
    alena = client.as_(cast.alena)
    pages = [alena.read("disputes.read", each) for each in (case, ended)]
    pages.append(alena.read("disputes.browse"))
    for page in pages:
        for told in (
            "domácí násilí",
            "vysoká",
            "přestup",
            "souhlas",
            "porušena",
            "30 min",
        ):
            assert told not in page.page.select_one("main").text.lower(), told
    assert "nevhodné" in pages[1].words
    assert alena.read("disputes.browse", drzi="holds").page.select("main .row, main li a")


def test_why_a_case_is_unsuitable_is_for_those_who_lead_disputes(client, cast, make):
    case = a_case(make, cast.town, cast.hana)
    client.as_(cast.hana).submit("outcomes.screen", case, flags=["domestic_violence"])
    for who, is_told in ((cast.hana, True), (cast.eva, True), (cast.manager, False)):
        words = client.as_(who).read("disputes.read", case).words
        assert ("domácí násilí" in words) is is_told


def test_the_page_costs_the_same_however_much_was_done(client, cast, make):
    hana = client.as_(cast.hana)
    a_step(make, cast.case)
    a_consent(make, cast.case)
    a_check(make, cast.case)
    with statements() as few:
        assert hana.read("disputes.read", cast.case).status_code == 200
        hana.read("disputes.browse")
        assert hana.read("disputes.mine").status_code == 200
    for number in range(4):
        a_step(make, cast.case)
        a_consent(make, cast.case, Side.C)
        a_check(
            make,
            a_case(make, cast.town, cast.hana, place_id=make.place(cast.town, f"D{number}").id),
        )
        a_case(make, cast.town)
    with statements() as many:
        assert hana.read("disputes.read", cast.case).status_code == 200
        hana.read("disputes.browse")
        assert hana.read("disputes.mine").status_code == 200
    assert len(many) == len(few)


def test_the_history_of_a_consent_names_the_party_and_no_rating(client, cast, make):
    a_step(make, cast.case)
    hana = client.as_(cast.hana)
    hana.submit("disputes.consent", cast.case, side="a", explained=[e.value for e in Explained])
    words = hana.read("disputes.read", cast.case).words
    assert "o kterou stranu jde: – → strana A" in words
    assert "kdo hodnotí" not in words


def test_the_contacts_of_a_closed_case_are_not_asked_for_again(client, cast, make):
    closed = {"stage": Stage.CLOSED, "outcome": Outcome.CALMED, "closed_on": clock.today()}
    case = a_case(make, cast.town, cast.hana, **closed)
    words = client.as_(cast.hana).read("parties.show", case).words
    assert "Kontakty tu už nejsou" in words
    assert "Přidejte stranu A" not in words
