"""Each verb of a case through its page: intake, judgement, lead, steps, consents, next step."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.domain import Role
from app.disputes.domain import (
    DisputeKind,
    Explained,
    LeadKind,
    Outcome,
    Referral,
    Side,
    Stage,
    StepKind,
)
from app.disputes.models import DisputeCase, DisputeConsent, DisputeStep
from app.disputes.process import NextStep
from app.incidents.domain import Subcategory
from app.kernel import clock
from app.parties.models import DisputeParty
from tests.disputes.rows import a_case, a_consent, a_step, in_talks

TAP = "form[action*='/spory/z-udalosti']"
PARTY = "main a[href*='/strany/'][href$='/nova']"
ALL = [each.value for each in Explained]


def found(stored, case):
    return stored(select(DisputeCase).where(DisputeCase.id == case.id))[0]


def test_a_dispute_is_received_and_the_contact_comes_next(client, cast, stored):
    place = {"kind": "noise", "referral": "self", "prior_steps": ["talked", "mp"]}
    answer = client.as_(cast.hana).submit("disputes.report", **place)
    case = stored(select(DisputeCase).order_by(DisputeCase.received_on.desc()))[0]
    assert (case.number, case.stage, case.received_by) == ("S-2026-0001", Stage.NEW, cast.hana.id)
    assert case.next_step is NextStep.SCREEN
    assert f"/strany/{case.id}/nova" in answer.response.request.path


def test_numbers_follow_each_other_within_the_year(client, cast, stored):
    hana = client.as_(cast.hana)
    for _time in range(2):
        hana.submit("disputes.report", kind="noise")
    numbers = {case.number for case in stored(select(DisputeCase))} - {cast.case.number}
    assert numbers == {"S-2026-0001", "S-2026-0002"}


def test_a_case_from_a_notebook_gets_its_own_day_and_its_steps_may_follow(client, cast, stored):
    hana = client.as_(cast.hana)
    day = clock.today() - timedelta(days=400)
    hana.submit("disputes.report", kind="noise", received_on=day.isoformat())
    case = stored(select(DisputeCase).where(DisputeCase.received_on == day))[0]
    assert case.number == f"S-{day.year}-0001"
    tomorrow = clock.today() + timedelta(days=1)
    answer = hana.submit("disputes.report", kind="noise", received_on=tomorrow.isoformat())
    assert answer.page.select_one("#received_on-error")


def test_the_day_of_receiving_is_corrected_but_not_behind_a_step(client, cast, make, stored):
    hana = client.as_(cast.hana)
    day = a_step(make, cast.case).day
    earlier = cast.case.received_on - timedelta(days=30)
    hana.submit("disputes.correct", cast.case, received_on=earlier.isoformat())
    assert found(stored, cast.case).received_on == earlier
    after = (day + timedelta(days=1)).isoformat()
    answer = hana.submit("disputes.correct", cast.case, received_on=after)
    assert answer.page.select_one("#received_on-error")


def test_the_screening_says_what_it_is_about(client, cast, make, stored):
    case = a_case(make, cast.town, cast.hana, kind=DisputeKind.OTHER)
    client.as_(cast.hana).submit("outcomes.screen", case, kind="parking", gravity="low")
    assert found(stored, case).kind is DisputeKind.PARKING


def test_the_next_step_is_one_that_the_case_has_come_to(client, cast, stored):
    hana = client.as_(cast.hana)
    page = hana.read("disputes.plan_next", cast.case).page
    offered = {each["value"] for each in page.select("#next_step option")}
    assert "meet" not in offered
    assert {"screen", "wait", "close"} <= offered
    past = (clock.today() - timedelta(days=1)).isoformat()
    answer = hana.submit("disputes.plan_next", cast.case, next_step="wait", next_on=past)
    assert answer.page.select_one("#next_on-error")


def test_party_b_agrees_only_while_party_a_does(client, cast, make, stored):
    case = a_case(make, cast.town, cast.hana, screened_on=clock.today() - timedelta(days=10))
    week, yesterday = clock.today() - timedelta(days=7), clock.today() - timedelta(days=1)
    a_step(make, case, day=week)
    a_step(make, case, day=yesterday, kind=StepKind.VISIT_B, sides={Side.B})
    a_consent(make, case, withdrawn_on=yesterday)
    told = {"side": "b", "explained": ALL}
    answer = client.as_(cast.hana).submit("disputes.consent", case, **told)
    assert answer.page.select_one("#side-error")
    back = {**told, "given_on": yesterday.isoformat()}
    client.as_(cast.hana).submit("disputes.consent", case, **back)
    assert {each.side for each in stored(select(DisputeConsent))} == {Side.A, Side.B}


def test_an_assistant_brings_a_dispute_and_writes_a_contact_he_cannot_read(client, cast, stored):
    alena = client.as_(cast.alena)
    alena.submit("disputes.report", kind="animals")
    case = stored(select(DisputeCase).where(DisputeCase.received_by == cast.alena.id))[0]
    assert case.referral is Referral.APK_DP
    alena.submit("parties.add", case, name="Květa Bílá", contact="777 111 222")
    assert [each.side for each in stored(select(DisputeParty))] == [Side.A]
    assert alena.read("parties.show", case).status_code == 403
    assert "Květa" not in alena.read("disputes.read", case).text


def test_one_tap_on_an_incident_opens_a_case_once(client, cast, make, stored):
    shift = make.shift(cast.alena)
    place = make.place(cast.town)
    kind = Subcategory.TENANT_LANDLORD
    incident = make.incident(shift, place, cast.alena, subcategory=kind)
    alena = client.as_(cast.alena)
    page = alena.url("incidents.read", incident)
    alena.submit("disputes.from_incident", incident, on=page)
    case = stored(select(DisputeCase).where(DisputeCase.incident_id == incident.id))[0]
    assert (case.kind, case.place_id) == (DisputeKind.TENANT_LANDLORD, place.id)
    assert case.number in alena.read("incidents.read", incident).words
    assert not alena.read("incidents.read", incident).page.select(TAP)


def test_after_the_tap_somebody_to_speak_to_is_added_and_cannot_be_read_back(client, cast, make):
    kind, place = Subcategory.NOISE, make.place(cast.town)
    incident = make.incident(make.shift(cast.alena), place, cast.alena, subcategory=kind)
    alena = client.as_(cast.alena)
    page = alena.url("incidents.read", incident)
    answer = alena.submit("disputes.from_incident", incident, on=page)
    link = answer.page.select_one(PARTY)
    assert "zapečetí" in link.text
    assert "přečte jen ten, kdo případ vede" in answer.words.replace("\u00a0", " ")
    answer = alena.post(link["href"], alena.fields(link["href"]) | {"name": "Květa Bílá"})
    assert "Květa" not in answer.text
    assert not alena.read("incidents.read", incident).page.select(PARTY)


def test_who_has_brought_a_case_adds_parties_until_it_is_judged(client, cast, make):
    new = a_case(make, cast.town, cast.hana, received_by=cast.alena.id)
    judged = {"received_by": cast.alena.id, "screened_on": clock.today(), "stage": Stage.SCREENED}
    alena = client.as_(cast.alena)
    assert "stranu A" in alena.read("disputes.read", new).page.select_one(PARTY).text
    alena.submit("parties.add", new, side="a")
    assert "další stranu" in alena.read("disputes.read", new).page.select_one(PARTY).text
    later = a_case(make, cast.town, cast.hana, **judged)
    assert not alena.read("disputes.read", later).page.select(PARTY)


def test_other_incidents_open_no_case(client, cast, make):
    incident = make.incident(make.shift(cast.alena), make.place(cast.town), cast.alena)
    other = make.incident(
        make.shift(cast.alena),
        make.place(cast.town, "L2"),
        cast.alena,
        subcategory=Subcategory.THEFT,
    )
    alena = client.as_(cast.alena)
    assert alena.read("incidents.read", incident).page.select(TAP)
    assert not alena.read("incidents.read", other).page.select(TAP)


def test_the_lead_is_said_and_the_former_one_sees_the_contacts_no_longer(client, cast, stored):
    eva = client.as_(cast.eva)
    assert client.as_(cast.hana).read("parties.show", cast.case).status_code == 200
    told = {"lead_id": str(cast.eva.id), "lead_kind": "town_employee", "reason": "Má dovolenou"}
    eva.submit("disputes.assign", cast.case, **told)
    assert found(stored, cast.case).lead_id == cast.eva.id
    assert client.as_(cast.hana).read("parties.show", cast.case).status_code == 403
    assert eva.read("parties.show", cast.case).status_code == 200


def test_an_officer_needs_somebody_else_who_looks_at_it(client, cast, stored):
    manager = client.as_(cast.manager)
    officer = {"lead_id": str(cast.mentor.id), "lead_kind": "mp_officer"}
    answer = manager.submit("disputes.assign", cast.case, **officer)
    assert answer.page.select_one("#reviewer_id-error")
    officer["reviewer_id"] = str(cast.mentor.id)
    answer = manager.submit("disputes.assign", cast.case, **officer)
    assert answer.page.select_one("#reviewer_id-error")
    officer |= {"reviewer_id": str(cast.eva.id), "reason": "Strážník tam slouží"}
    manager.submit("disputes.assign", cast.case, **officer)
    case = found(stored, cast.case)
    assert (case.lead_kind, case.reviewer_id) == (LeadKind.MP_OFFICER, cast.eva.id)
    assert "strážník" in client.as_(cast.mentor).read("disputes.read", cast.case).words


def test_only_a_registered_mediator_leads_as_one(client, cast):
    told = {"lead_id": str(cast.eva.id), "lead_kind": "registered_mediator"}
    answer = client.as_(cast.hana).submit("disputes.assign", cast.case, **told)
    assert answer.page.select_one("#lead_kind-error")


def test_who_loses_the_role_loses_the_case(client, cast, make):
    former = make.person(cast.town, Role.MANAGER, name="Iva Nová")
    case = a_case(make, cast.town, former)
    iva = client.as_(former)
    assert iva.read("disputes.read", case).status_code == 200
    assert iva.read("parties.show", case).status_code == 403


def test_a_case_whose_lead_leads_no_more_waits_for_another_one(client, cast, make):
    former = make.person(cast.town, Role.MENTOR, name="Iva Nová", contract_to=clock.today())
    gone = make.person(cast.town, Role.MANAGER, name="Jan Bývalý")
    kept, orphan = a_case(make, cast.town, former), a_case(make, cast.town, gone)
    eva = client.as_(cast.eva)
    assert orphan.number in eva.read("disputes.mine").words
    assert kept.number not in eva.read("disputes.mine").words
    assert "už spory nevede" in eva.read("disputes.read", orphan).words
    assert "už spory nevede" not in eva.read("disputes.read", kept).words
    assert orphan.number in client.as_(cast.manager).read("disputes.browse").words


def test_a_clean_judgement_moves_the_case_on(client, cast, stored):
    told = {"relationship": "relatives", "legal_status": "none", "gravity": "low"}
    client.as_(cast.hana).submit("outcomes.screen", cast.case, **told)
    case = found(stored, cast.case)
    assert (case.stage, case.next_step) == (Stage.SCREENED, NextStep.TALK_A)
    assert case.screened_on == clock.today()


def test_a_reason_against_talks_closes_the_case_and_asks_whom_to_tell(client, cast, stored):
    told = {"relationship": "relatives", "legal_status": "none", "gravity": "high"}
    hana = client.as_(cast.hana)
    answer = hana.submit("outcomes.screen", cast.case, flags=["threats_weapon"], **told)
    case = found(stored, cast.case)
    assert (case.stage, case.outcome) == (Stage.CLOSED, Outcome.UNSUITABLE)
    assert "Předat" in answer.words
    hana.submit("outcomes.hand_over", cast.case, handed_to=["pcr", "osvaz"])
    assert {each.value for each in found(stored, cast.case).handed_to} == {"pcr", "osvaz"}


def test_a_step_with_b_is_refused_before_a_has_agreed_and_nothing_typed_is_lost(client, cast, make):
    a_step(make, cast.case)
    case = a_case(make, cast.town, cast.hana, screened_on=clock.today(), stage=Stage.SCREENED)
    told = {"kind": "visit_b", "sides": ["b"], "minutes": "20", "result": "Nikdo doma"}
    answer = client.as_(cast.hana).submit("disputes.add_step", case, **told)
    assert answer.status_code == 422
    assert answer.page.select_one("[name=result]")["value"] == "Nikdo doma"


def test_the_path_goes_on_by_itself(client, cast, make, stored):
    case = a_case(make, cast.town, cast.hana, screened_on=clock.today(), stage=Stage.SCREENED)
    hana = client.as_(cast.hana)
    hana.submit("disputes.add_step", case, kind="visit_a", sides=["a"], minutes="45")
    assert found(stored, case).stage is Stage.CONTACT_A
    hana.submit("disputes.consent", case, side="a", explained=ALL)
    assert found(stored, case).next_step is NextStep.ADDRESS_B
    hana.submit("disputes.add_step", case, kind="visit_b", sides=["b"], minutes="30")
    hana.submit("disputes.consent", case, side="b", explained=ALL, is_written="y")
    hana.submit("disputes.add_step", case, kind="joint_meeting", sides=["a", "b"], minutes="60")
    assert found(stored, case).stage is Stage.TALKS


def test_a_consent_without_a_whole_explanation_does_not_count(client, cast, make, stored):
    a_step(make, cast.case)
    answer = client.as_(cast.hana).submit("disputes.consent", cast.case, explained=ALL[:2])
    assert answer.status_code == 422
    assert stored(select(DisputeConsent)) == []


def test_a_consent_is_taken_back_and_b_is_left_in_peace(client, cast, make, stored):
    case = in_talks(make, cast.town, cast.hana)
    consent = stored(select(DisputeConsent).where(DisputeConsent.side == Side.A))[0]
    hana = client.as_(cast.hana)
    page = hana.url("disputes.read", case)
    hana.submit("disputes.withdraw_consent", consent, on=page)
    again = stored(select(DisputeConsent).where(DisputeConsent.id == consent.id))[0]
    assert again.withdrawn_on == clock.today()
    assert found(stored, case).next_step is NextStep.CONSENT_A
    hana.submit("disputes.consent", case, side="a", explained=ALL)
    stand = select(DisputeConsent.side).where(DisputeConsent.withdrawn_on.is_(None))
    assert set(stored(stand)) == {Side.A, Side.B}


def test_a_step_is_corrected_and_taken_back(client, cast, make, stored):
    step = a_step(make, cast.case)
    hana = client.as_(cast.hana)
    hana.submit("disputes.correct_step", step, minutes="75", result="Doma")
    row = stored(select(DisputeStep).where(DisputeStep.id == step.id))[0]
    assert (row.minutes, row.result) == (75, "Doma")
    page = hana.url("disputes.correct_step", step)
    hana.submit("disputes.withdraw_step", step, on=page)
    assert stored(select(DisputeStep.is_withdrawn).where(DisputeStep.id == step.id)) == [True]


def test_a_step_on_which_others_rest_is_not_taken_back(client, cast, make, stored):
    case = in_talks(make, cast.town, cast.hana, agreed_form="written", stage=Stage.AGREED)
    joint = stored(select(DisputeStep).where(DisputeStep.kind == "joint_meeting"))[0]
    hana = client.as_(cast.hana)
    page = hana.url("disputes.correct_step", joint)
    answer = hana.submit("disputes.withdraw_step", joint, on=page)
    assert answer.status_code == 409
    assert found(stored, case).stage is Stage.AGREED


def test_a_line_that_looks_like_a_name_is_pointed_out_and_kept(client, cast, stored):
    told = {"kind": "phone", "sides": ["a"], "minutes": "5", "result": "volat 777 123 456"}
    answer = client.as_(cast.hana).submit("disputes.add_step", cast.case, **told)
    assert "osobní údaj" in answer.words
    assert stored(select(DisputeStep.result)) == ["volat 777 123 456"]


def test_the_next_step_and_its_day_are_set(client, cast, stored):
    day = clock.today() + timedelta(days=20)
    told = {"next_step": "wait", "next_on": day.isoformat()}
    client.as_(cast.hana).submit("disputes.plan_next", cast.case, **told)
    assert (found(stored, cast.case).next_step, found(stored, cast.case).next_on) == (
        NextStep.WAIT,
        day,
    )


def test_what_is_known_is_corrected_by_the_lead_only(client, cast, stored):
    client.as_(cast.hana).submit("disputes.correct", cast.case, kind="smoke_smell")
    assert found(stored, cast.case).kind is DisputeKind.SMOKE_SMELL
    assert client.as_(cast.eva).read("disputes.correct", cast.case).status_code == 403


def test_the_lead_s_screen_shows_what_waits(client, cast, make):
    late = clock.today() - timedelta(days=1)
    overdue = a_case(make, cast.town, cast.hana, next_step="meet", next_on=late)
    unled = a_case(make, cast.town)
    words = client.as_(cast.hana).read("disputes.mine").words
    assert overdue.number in words
    assert unled.number in words
    assert "po termínu" in words


def test_what_is_late_stands_first_and_each_tile_leads_to_what_it_counts(client, cast, make):
    late = clock.today() - timedelta(days=1)
    overdue = a_case(make, cast.town, cast.hana, next_step="meet", next_on=late)
    a_case(make, cast.town)
    page = client.as_(cast.hana).read("disputes.mine").page
    first = page.select_one("main .row .row-title").text
    assert overdue.number in first
    tiles = {each["href"]: each for each in page.select(".stat a")}
    assert set(tiles) == {"#led", "#late", "#unled"}
    for place, tile in tiles.items():
        count = tile.find_parent(class_="stat").select_one(".stat-value").text
        assert len(page.select(f"{place} .row")) == int(count)


def test_a_row_has_its_lead_and_its_outcome_apart(client, cast, make):
    over = {"stage": Stage.CLOSED, "outcome": Outcome.CALMED, "closed_on": clock.today()}
    case = a_case(make, cast.town, cast.hana, **over)
    rows = client.as_(cast.hana).read("disputes.browse").page.select("main .row.stacked")
    row = next(each for each in rows if case.number in each.text)
    assert f"{case.number}\u00a0·" in row.select_one(".row-title").text
    assert row.select_one(".row-who").text == cast.hana.display_name
    assert row.select_one(".row-time").text == Outcome.CALMED.label


def test_the_tab_of_a_phone_has_a_short_word_with_the_whole_name_for_voices(client, cast):
    tab = client.as_(cast.hana).read("disputes.mine").page.select_one(".menu a[href='/spory/']")
    assert tab["aria-label"] == "Sousedské spory"
    assert tab.select_one(".phone-only").text == "Spory"
    tab = client.as_(cast.alena).read("disputes.browse").page.select_one(".menu a[href*='skoleni']")
    assert (tab["aria-label"], tab.select_one(".phone-only").text) == ("Moje školení", "Školení")


def test_a_lead_begins_the_day_on_his_own_screen(client, cast):
    answer = client.as_(cast.hana).browser.get("/", follow_redirects=True)
    assert answer.request.path == "/spory/moje"


def test_the_list_is_narrowed_by_codes_and_days(client, cast, make):
    other = a_case(make, cast.town, kind=DisputeKind.PARKING)
    words = client.as_(cast.hana).read("disputes.browse", druh="parking").words
    assert (other.number in words, cast.case.number in words) == (True, False)
    words = client.as_(cast.hana).read("disputes.browse", q=cast.case.number.lower()).words
    assert (other.number in words, cast.case.number in words) == (False, True)


def test_a_double_tap_makes_one_step(client, cast, stored):
    hana = client.as_(cast.hana)
    url = hana.url("disputes.add_step", cast.case)
    fields = hana.fields(url)
    fields |= {"kind": "phone", "sides": ["a"], "minutes": "10"}
    hana.post(url, fields)
    hana.post(url, fields)
    assert len(stored(select(DisputeStep))) == 1


def test_a_consent_of_the_same_party_is_there_once(client, cast, make):
    a_step(make, cast.case)
    a_consent(make, cast.case)
    answer = client.as_(cast.hana).submit("disputes.consent", cast.case, side="a", explained=ALL)
    assert answer.page.select_one("#side-error")
