"""A small invented quarter, and all its tables."""

from datetime import UTC, date, datetime

from app.kernel.quarter import Quarter
from app.needs.domain import Balance
from app.summaries.domain import Named, Summary
from app.summaries.tables.contacts import Tally, contacts_table
from app.summaries.tables.counts import Category
from app.summaries.tables.deeds import DeedCounts, deeds_table
from app.summaries.tables.head import Funding, Head, head_table
from app.summaries.tables.kinds import KindCounts, kinds_table
from app.summaries.tables.places import PlaceCounts, places_table
from app.summaries.tables.service import Service, ServicePeriods, service_table
from app.summaries.tables.times import times_table
from app.summaries.tables.training import (
    Lesson,
    Standing,
    Topic,
    Training,
    training_table,
)

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


def summary():
    times = times_table({(0, 6): 20, (4, 21): 8})
    tables = (head(), service(), kinds(), places(), times, deeds(), contacts(), training())
    return Summary("lhota", "Lhota", QUARTER, GENERATED_AT, tables)


def by_key(table, section=None):
    return {row.key: row for row in table.rows if row.section == section}
