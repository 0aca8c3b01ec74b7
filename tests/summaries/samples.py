"""A small invented quarter, and all its tables."""

from dataclasses import replace
from datetime import UTC, date, datetime

from app.kernel.quarter import Quarter
from app.needs.domain import Balance
from app.summaries.domain import Named, Summary
from app.summaries.tables.contacts import Tally, contacts_table
from app.summaries.tables.counts import Category
from app.summaries.tables.deeds import DeedCounts, deeds_table
from app.summaries.tables.disputes import DisputePeriods, Disputes, disputes_table
from app.summaries.tables.head import Funding, Head, head_table
from app.summaries.tables.kinds import KindCounts, kinds_table
from app.summaries.tables.outside import Outside, outside_table
from app.summaries.tables.places import PlaceCounts, places_table
from app.summaries.tables.quality import Later, Quality, quality_table
from app.summaries.tables.service import Service, ServicePeriods, service_table
from app.summaries.tables.times import times_table
from app.summaries.tables.training import (
    Lesson,
    Standing,
    Topic,
    Training,
    training_table,
)
from app.summaries.tables.youth import Group, Names, Youth, youth_table

QUARTER = Quarter(2025, 4)
GENERATED_AT = datetime(2026, 1, 5, 9, 12, tzinfo=UTC)
CATEGORIES = (
    Category("public_order", "Pořádek", (Named("noise", "hluk"), Named("brawl", "rvačka"))),
    Category("youth", "Děti", (Named("truancy", "záškoláctví"),)),
    Category("other", "Jiné", (Named("other", "jiné"),)),
)
CODES = [code for category in CATEGORIES for code in category.codes]
PLACES = (Named("L01", "Nádraží"), Named("L02", "=1+1"))
ACTIONS = (Named("talk", "domluva"), Named("cleanup", "úklid"), Named("patrol_mp", "hlídka MP"))
RESULTS = (Named("solved_on_spot", "vyřešeno"), Named("taken_mp", "převzala MP"))
REASONS = (Named("illness", "nemoc"), Named("with_officer", "se strážníkem"))
KINDS = KindCounts(
    ({"noise": 20, "truancy": 2}, {"noise": 4, "other": 1}, {"brawl": 1}),
    repeated={"noise": 3},
    previous={"noise": 20},
)
MONTH = Service(
    planned=5,
    done=4,
    cancelled={"illness": 1},
    in_pair=3,
    alone={"with_officer": 1},
    person_shifts=7,
    minutes=7 * 480,
    field_minutes=7 * 384,
    tasks_done=2,
    tasks_not_done=1,
)


def service(periods=None):
    return service_table(
        QUARTER,
        periods or ServicePeriods((MONTH, MONTH, Service()), previous=MONTH),
        cancel_reasons=REASONS,
        single_reasons=REASONS,
    )


def kinds(counts=KINDS):
    return kinds_table(QUARTER, CATEGORIES, counts, 6_300)


def places():
    incidents = {("L01", "public_order"): 24, ("L02", "youth"): 2, ("L02", "other"): 2}
    return places_table(PLACES, CATEGORIES, PlaceCounts(incidents, {"L01": 100}, {"L01": 20}))


def contacts():
    kinds = (Named("resident", "obyvatelé"), Named("child", "děti"))
    results = (Named("calm", "klid"), Named("defect", "závada"))
    return contacts_table(
        QUARTER,
        contacts=Tally(kinds, ({"resident": 5}, {"resident": 6}, {"child": 1})),
        visit_results=Tally(results, ({"calm": 2}, {"calm": 1}, {"defect": 1})),
        visits=Tally(PLACES, ({"L01": 2}, {"L02": 1}, {"L01": 1})),
    )


def deeds():
    actions = {"talk": 20, "cleanup": 2, "patrol_mp": 7}
    results = {"solved_on_spot": 21, "taken_mp": 7}
    return deeds_table(ACTIONS, RESULTS, DeedCounts(28, actions, results, called=7, needles=17))


def head():
    funding = (Funding(Named("mv_program", "Program MV"), 2),)
    people = {"assistants": 2, "full_time": 1.5, "funding": funding, "mentors": ("Ivana", "Radek")}
    town = {"population": 6_300, "population_date": date(2025, 1, 1), "unapproved": 3}
    return head_table(QUARTER, Head("Lhota", GENERATED_AT, **people, **town))


NEEDLES = Topic(
    Named("needles", "stříkačky"), (Balance(1, 2, 1, 0), Balance(2, 0, 0, 1), Balance(1, 0, 0, 0))
)
TRAINING = Training(
    standing=Standing(workers=3, entry=2, agreed=2, rated=1, items=3, verified=2),
    worker_hours=(48, 15, 0),
    topics=(NEEDLES,),
    balances=NEEDLES.months,
    lessons=(
        Lesson("a", "Vstupní příprava", date(2025, 10, 1), 0, 24.0, 2),
        Lesson("b", "=1+1", date(2025, 11, 4), 1, 2.5, 6),
    ),
    group=(1, 1, 0),
    supervision_hours=(2, 2, 0),
    supervised=(4, 5, 0),
    ending=(("BOZP", (0, 2, 0)),),
    renewed=(0, 1, 0),
    ending_next=1,
)


def training(told=TRAINING):
    return training_table(QUARTER, told)


OCTOBER = Disputes(
    start=3,
    kinds={"noise": 2},
    sources={"self": 1, "mp": 1},
    outcomes={"calmed": 1},
    steps={"phone": 4, "joint_meeting": 2, "shuttle": 1},
    minutes=340,
    in_room=1,
    to_contact=1.5,
    to_closing=34,
    checks={"30_holds": 1, "30_broken": 1},
    leads={"town_employee": 4, "none": 1},
)


def disputes():
    months = (OCTOBER, Disputes(start=4), None)
    return disputes_table(QUARTER, DisputePeriods(months, OCTOBER, previous=Disputes()))


YOUTH = Youth(
    (
        Group("truancy", "L01", 2, {"6_12": 1, "13_14": 2}, {"6_12": 1, "13_14": 4}),
        Group("truancy", "L02", 1, {"15_17": 1}, {"15_17": 3}),
    ),
    {"school": 2, "ospod": 1},
)
BANDS = {"0_5": "do 5 let", "6_12": "6 až 12 let", "13_14": "13 až 14 let", "15_17": "15 až 17 let"}
CRIMES = Outside(
    "pcr_crimes_q4", Named("pcr", "Policie ČR"), "Krádeže", "4. čtvrtletí", 48, "počet", True, 40
)
JOBLESS = Outside("up_jobs_year", Named("up", "Úřad práce"), "=1+1", "rok 2025", 6.4, "%", False)


def youth(told=YOUTH):
    recipients = [Named("school", "škola"), Named("ospod", "OSPOD")]
    return youth_table(Names([Named("truancy", "záškoláctví")], BANDS, recipients, PLACES), told)


def quality(told=None):
    known = Quality(shifts=8, late=1, incidents=28, other=1, codelists=2, later=Later(incidents=1))
    return quality_table(told or known)


def outside(*figures):
    return outside_table(figures or (CRIMES, JOBLESS), 6_300)


def summary():
    times = times_table({(0, 6): 20, (4, 21): 8})
    service_and_kinds = (head(), service(), kinds(), places(), times, deeds(), contacts())
    support = (youth(), disputes(), training())
    tables = (*service_and_kinds, *support, quality(), outside())
    return Summary("lhota", "Lhota", QUARTER, GENERATED_AT, tables)


def told():
    """The same with all that people add to the numbers."""
    return replace(
        summary(),
        status="koncept",
        version=2,
        excluded=("3 události k doplnění",),
        comment=(("Bezpečnostní situace", "Klidné čtvrtletí.\n=1+1"), ("Priority", "<b>sady</b>")),
    )


def named(names):
    """Places of any names, and what can be drawn of them."""
    places = [Named(f"L{place}", name) for place, name in enumerate(names)]
    incidents = {(place.key, "youth"): 1 for place in places}
    table = places_table(places, CATEGORIES, PlaceCounts(incidents, {}))
    comment = [(name, name) for name in names[:9]]
    return replace(summary(), town_name=names[0], tables=(table,), comment=comment)


def by_key(table, section=None):
    return {row.key: row for row in table.rows if row.section == section}
