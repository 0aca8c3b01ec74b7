"""Codes of incidents, and what makes a record of one whole: all without the database."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Self

from app.kernel.i18n import Labelled, _

# an incident lies within the shift of its crew, half an hour more on either side.
SHIFT_MARGIN = timedelta(minutes=30)


class Seriousness(Labelled):
    """How much an incident weighs; urgent kinds are always serious."""

    MINOR = "minor", _("minor")
    MEDIUM = "medium", _("medium")
    SERIOUS = "serious", _("serious")


class Category(Labelled):
    """The ten groups of the quarterly summary."""

    PUBLIC_ORDER = "public_order", _("Public order")
    YOUTH = "youth", _("Children and youth")
    SUBSTANCES = "substances", _("Addictive substances")
    ENVIRONMENT = "environment", _("Cleanliness and town property")
    COEXISTENCE = "coexistence", _("Living together")
    ASSISTANCE = "assistance", _("Help to people")
    TRAFFIC = "traffic", _("Traffic at schools")
    PROPERTY_CRIME = "property_crime", _("Property and fraud")
    COOPERATION = "cooperation", _("Co-operation")
    OTHER = "other", _("Something else")


ORDER, YOUTH, DRUGS = Category.PUBLIC_ORDER, Category.YOUTH, Category.SUBSTANCES
TOWN, HOME, HELP = Category.ENVIRONMENT, Category.COEXISTENCE, Category.ASSISTANCE
TRAFFIC, CRIME, JOINT = Category.TRAFFIC, Category.PROPERTY_CRIME, Category.COOPERATION
# the form shows the emergency numbers first and asks who was called, or why nobody.
URGENT = frozenset(
    [
        *("brawl", "unattended_child", "child_at_risk", "domestic"),
        *("medical", "missing", "theft"),
    ]
)
MEDIUM = frozenset(
    [
        *("harassment_begging", "underage_substances", "bullying", "needle_found"),
        *("suspected_use", "intoxicated_person", "vandalism", "tenant_landlord"),
        *("school_traffic_risk", "fraud_seniors", "door_to_door"),
    ]
)


class Subcategory(Labelled):
    """What happened; the words describe behaviour and things, never a person."""

    category: Category
    icon: str
    tone: str

    def __new__(cls, value: str, label: str, category: Category, look: str) -> Self:
        """`look` is an icon of the sprite and a tone of the tiles."""
        member = str.__new__(cls, value)
        member._value_, member.standard, member.category = value, label, category
        member.icon, _space, member.tone = look.partition(" ")
        return member

    ALCOHOL_PUBLIC = "alcohol_public", _("Alcohol in public"), ORDER, "wine yellow"
    NOISE = "noise", _("Noise, disturbance"), ORDER, "volume-2 yellow"
    HARASSMENT_BEGGING = "harassment_begging", _("Harassment, begging"), ORDER, "message-square red"
    GATHERING = "gathering", _("Gathering of people"), ORDER, "users-round yellow"
    BRAWL = "brawl", _("Affray, fight"), ORDER, "swords red"
    TRUANCY = "truancy", _("Suspected truancy"), YOUTH, "book-open yellow"
    UNDERAGE_SUBSTANCES = "underage_substances", _("Minors and substances"), YOUTH, "cigarette red"
    BULLYING = "bullying", _("Bullying, children fighting"), YOUTH, "circle-alert red"
    YOUTH_GATHERING = "youth_gathering", _("Gathering of youth"), YOUTH, "users yellow"
    UNATTENDED_CHILD = "unattended_child", _("Unattended child"), YOUTH, "baby red"
    CHILD_AT_RISK = "child_at_risk", _("Suspicion of a child at risk"), YOUTH, "shield-alert red"
    NEEDLE_FOUND = "needle_found", _("Syringe found"), DRUGS, "syringe red"
    SUSPECTED_USE = "suspected_use", _("Suspected use or sale"), DRUGS, "pill red"
    INTOXICATED_PERSON = "intoxicated_person", _("Intoxicated person"), DRUGS, "user yellow"
    WASTE = "waste", _("Waste, black dump"), TOWN, "trash-2 yellow"
    VANDALISM = "vandalism", _("Damage, graffiti"), TOWN, "spray-can red"
    DEFECT = "defect", _("Defect (lights, furniture, drain)"), TOWN, "lightbulb-off blue"
    DOGS = "dogs", _("Dogs"), TOWN, "dog yellow"
    ABANDONED_VEHICLE = "abandoned_vehicle", _("Abandoned vehicle"), TOWN, "car blue"
    PLAYGROUND_RULES = "playground_rules", _("Playground: rules, opening"), TOWN, "goal blue"
    NEIGHBOUR_DISPUTE = "neighbour_dispute", _("Neighbour dispute"), HOME, "scale yellow"
    HOUSE_RULES = "house_rules", _("Mess or noise in a house"), HOME, "building-2 yellow"
    TENANT_LANDLORD = "tenant_landlord", _("Tenant against landlord"), HOME, "key-round yellow"
    DOMESTIC = "domestic", _("Conflict in a household"), HOME, "house red"
    MEDICAL = "medical", _("Medical help"), HELP, "ambulance red"
    SENIOR = "senior", _("Help to a senior"), HELP, "hand-helping green"
    HOMELESS = "homeless", _("Person without a home"), HELP, "heart-handshake green"
    INFO_REFERRAL = "info_referral", _("Information, escort, referral"), HELP, "info green"
    MISSING = "missing", _("Search for a person"), HELP, "search red"
    SCHOOL_TRAFFIC_RISK = "school_traffic_risk", _("Dangerous traffic"), TRAFFIC, "bike red"
    FRAUD_SENIORS = "fraud_seniors", _("Fraud on seniors, cyber fraud"), CRIME, "phone-call red"
    THEFT = "theft", _("Theft"), CRIME, "banknote red"
    DOOR_TO_DOOR = "door_to_door", _("Suspicious selling"), CRIME, "briefcase yellow"
    WITH_MP = "with_mp", _("With the municipal police"), JOINT, "shield-check blue"
    WITH_PCR = "with_pcr", _("With the state police"), JOINT, "siren blue"
    WITH_OFFICE = "with_office", _("With an office"), JOINT, "landmark blue"
    TOWN_EVENT = "town_event", _("Town event"), JOINT, "calendar-days blue"
    OTHER = "other", _("Something else"), Category.OTHER, "ellipsis blue"

    @property
    def is_urgent(self) -> bool:
        """Whether help comes before the record."""
        return self.value in URGENT

    @property
    def seriousness(self) -> Seriousness:
        """How much it weighs until somebody says otherwise."""
        usual = Seriousness.MEDIUM if self.value in MEDIUM else Seriousness.MINOR
        return Seriousness.SERIOUS if self.is_urgent else usual


def by_category(kinds: Iterable[Subcategory]) -> list[tuple[Category, list[Subcategory]]]:
    """The kinds under their categories; a category that has none of them is left out."""
    known = list(kinds)
    groups = [(group, [kind for kind in known if kind.category is group]) for group in Category]
    return [(group, own) for group, own in groups if own]


# The eight tiles of the first screen, until the town has kinds that come up more often.
TILES = (
    *(Subcategory.NOISE, Subcategory.ALCOHOL_PUBLIC, Subcategory.WASTE, Subcategory.VANDALISM),
    *(Subcategory.NEEDLE_FOUND, Subcategory.YOUTH_GATHERING, Subcategory.DEFECT),
    Subcategory.INFO_REFERRAL,
)


class Source(Labelled):
    """How the assistants learned of it."""

    OWN = "own", _("own finding")
    CITIZEN = "citizen", _("reported by a citizen")
    MP = "mp", _("task or request of the municipal police")
    PCR = "pcr", _("request of the state police")
    SCHOOL = "school", _("school")
    OFFICE = "office", _("office, labour office")
    NGO = "ngo", _("organisation")
    TENANT = "tenant", _("tenant")
    CAMERA = "camera", _("camera system")


class AgeBand(Labelled):
    """Age as it is guessed in the street; dates of birth are never asked."""

    TO_5 = "0_5", _("up to 5 years")
    TO_12 = "6_12", _("6 to 12 years")
    TO_14 = "13_14", _("13 to 14 years")
    TO_17 = "15_17", _("15 to 17 years")
    ADULT = "adult", _("adults")
    SENIOR = "senior", _("seniors")


class Action(Labelled):
    """What was done; assistants have no powers of an officer, so no fine and no arrest."""

    TALK = "talk", _("talk, explanation")
    WARNING = "warning", _("warning")
    ASKED_LEAVE = "asked_leave", _("asked to leave")
    CLEANUP = "cleanup", _("clean-up or putting right on the spot")
    INFO = "info", _("information given")
    ESCORT = "escort", _("escort")
    REFERRAL = "referral", _("referred to a service")
    FIRST_AID = "first_aid", _("first aid")
    SECURED_PLACE = "secured_place", _("place secured")
    NEEDLE_COLLECTED = "needle_collected", _("syringe collected into a container")
    PATROL_MP = "patrol_mp", _("patrol of the municipal police called")
    PATROL_PCR = "patrol_pcr", _("state police called (158)")
    EMS = "ems", _("ambulance called (155)")
    FIRE = "fire", _("fire brigade called (150)")
    # Criminal Procedure Code § 76/2: anybody may hold whom they catch in the act.
    CITIZEN_ARREST = "citizen_arrest", _("person held until the police came")
    CONCILIATION = "conciliation", _("dispute calmed")
    HANDOVER = "handover", _("handed over")
    OBSERVED = "observed", _("only recorded")


CALLS = frozenset({Action.PATROL_MP, Action.PATROL_PCR, Action.EMS, Action.FIRE})


class Result(Labelled):
    """How it ended for the crew."""

    SOLVED_ON_SPOT = "solved_on_spot", _("solved on the spot")
    REFERRED = "referred", _("referred, information given")
    TAKEN_MP = "taken_mp", _("taken over by the municipal police")
    TAKEN_PCR = "taken_pcr", _("taken over by the state police")
    TAKEN_EMS = "taken_ems", _("taken over by the ambulance")
    HANDED_OVER = "handed_over", _("handed over to a partner")
    LEFT = "left", _("people left or were not met")
    UNRESOLVED = "unresolved", _("goes on")


class Recipient(Labelled):
    """To whom something was passed on."""

    MP = "mp", _("municipal police")
    PCR = "pcr", _("state police")
    SCHOOL = "school", _("school")
    OSPOD = "ospod", _("child protection (OSPOD)")
    OSVAZ = "osvaz", _("social department")
    TECH_SERVICES = "tech_services", _("technical services")
    PROPERTY_MGMT = "property_mgmt", _("property management")
    ENV = "env", _("environment department")
    OFFENCES = "offences", _("misdemeanour authority")
    NZDM_NGO = "nzdm_ngo", _("youth club or other organisation")
    LANDLORD = "landlord", _("owner or manager of the house")
    OTHER = "other", _("another recipient")


class IncidentStatus(Labelled):
    """A record is whole or a draft; a cancelled one keeps its number."""

    DRAFT = "draft", _("to complete")
    RECORDED = "recorded", _("recorded")
    CHECKED = "checked", _("checked")
    CANCELLED = "cancelled", _("cancelled")


COUNTED = frozenset({IncidentStatus.RECORDED, IncidentStatus.CHECKED})


def is_outside(at: datetime, start: datetime, end: datetime) -> bool:
    """R-06: whether it happened too long before or after the shift; this only warns."""
    return not start - SHIFT_MARGIN <= at <= end + SHIFT_MARGIN


def missing(record: Any) -> dict[str, str]:
    """What the record still needs (R-01, R-09), in words, by field; nothing makes it whole."""
    kind, actions = record.subcategory, set(record.actions)
    passed_on = Action.HANDOVER in actions or record.result is Result.HANDED_OVER
    called = CALLS & actions or record.called_note
    wanted = (
        ("actions", actions, _("Mark what you did.")),
        ("result", record.result, _("Mark how it ended.")),
        ("recipients", not passed_on or record.recipients, _("Mark who took it over.")),
        ("pieces", kind != "needle_found" or record.pieces, _("Write how many you found.")),
        ("description", kind != "other" or record.description, _("Write what happened.")),
        ("called_note", not kind.is_urgent or called, _("Say who was called, or why nobody.")),
    )
    return {field: words for field, given, words in wanted if not given}
