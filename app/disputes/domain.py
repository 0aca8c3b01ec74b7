"""Neighbour disputes in codes: from where they come, what they are about, how they end."""

from app.accounts.domain import Role
from app.incidents.domain import Subcategory
from app.kernel.i18n import Labelled, _

# an agreement is looked at again after so many days.
CHECK_DAYS = (30, 90)
# They know that a case is there and how far it is; of the parties they learn nothing.
KNOWING = (Role.DISPUTE_LEAD, Role.MENTOR, Role.MANAGER)
# To them people come with a dispute; they follow what they have brought.
CREWS = (Role.APK, Role.DP, Role.DP_COORDINATOR)


class Side(Labelled):
    """Whoever takes part is a side, never a culprit; everywhere but behind the wall only this."""

    A = "a", _("party A")
    B = "b", _("party B")
    C = "c", _("another party")


class Referral(Labelled):
    """Who has brought the dispute."""

    SELF = "self", _("one of the parties")
    APK_DP = "apk_dp", _("assistant or caretaker")
    MP = "mp", _("municipal police")
    PCR = "pcr", _("state police")
    OSVAZ = "osvaz", _("social department")
    HOUSING = "housing", _("housing administration")
    LANDLORD = "landlord", _("landlord")
    OFFENCES = "offences", _("offences authority")
    COUNCIL = "council", _("mayor or committee")
    NGO = "ngo", _("non-profit organisation")


class DisputeKind(Labelled):
    """What the dispute is about."""

    NOISE = "noise", _("noise")
    ANIMALS = "animals", _("animals")
    WASTE_COMMON = "waste_common", _("waste, common areas")
    CHILDREN = "children", _("children")
    PARKING = "parking", _("parking")
    BOUNDARY_TREES = "boundary_trees", _("boundary, trees")
    SMOKE_SMELL = "smoke_smell", _("smoke, smell")
    INSULTS = "insults", _("insults, spite")
    DAMAGE = "damage", _("damage to a thing")
    TENANT_LANDLORD = "tenant_landlord", _("tenant and landlord")
    LIFESTYLE = "lifestyle", _("way of life")
    OTHER = "other", _("something else")

    @property
    def icon(self) -> str:
        """Its picture in the sprite."""
        return ICONS.get(self, "scale")


ICONS = {
    DisputeKind.NOISE: "volume-2",
    DisputeKind.ANIMALS: "dog",
    DisputeKind.WASTE_COMMON: "trash-2",
    DisputeKind.CHILDREN: "users",
    DisputeKind.PARKING: "car",
    DisputeKind.BOUNDARY_TREES: "trees",
    DisputeKind.INSULTS: "message-square",
    DisputeKind.TENANT_LANDLORD: "key-round",
    DisputeKind.OTHER: "ellipsis",
}
# From which incidents a dispute is opened by one tap, and what it is about until somebody asks.
FROM_INCIDENTS = {
    Subcategory.NEIGHBOUR_DISPUTE: DisputeKind.OTHER,
    Subcategory.HOUSE_RULES: DisputeKind.WASTE_COMMON,
    Subcategory.TENANT_LANDLORD: DisputeKind.TENANT_LANDLORD,
    Subcategory.NOISE: DisputeKind.NOISE,
    Subcategory.DOGS: DisputeKind.ANIMALS,
}


class Relationship(Labelled):
    """How the parties stand to each other."""

    NEIGHBOURS_HOUSE = "neighbours_house", _("neighbours in one house")
    NEIGHBOURS_PLOTS = "neighbours_plots", _("neighbouring plots")
    RELATIVES = "relatives", _("relatives")
    TENANT_LANDLORD = "tenant_landlord", _("tenant and owner")
    GROUP = "group", _("a group or a whole house")
    OTHER = "other", _("another relationship")


class Tenure(Labelled):
    """By which title a party lives there."""

    TOWN_FLAT = "town_flat", _("flat of the town")
    PRIVATE_RENT = "private_rent", _("rented from a private owner")
    OWNER = "owner", _("own flat or house")
    DORMITORY = "dormitory", _("hostel")
    UNKNOWN = "unknown", _("tenure not known")


class Duration(Labelled):
    """How long it has lasted; the codes have no signs that a spreadsheet would count with."""

    UNDER_MONTH = "under_1m", _("less than a month")
    MONTHS_1_6 = "1_6m", _("one to six months")
    MONTHS_6_24 = "6_24m", _("half a year to two years")
    OVER_2_YEARS = "over_2y", _("longer than two years")


class Gravity(Labelled):
    """How much it weighs."""

    LOW = "low", _("low gravity")
    MEDIUM = "medium", _("medium gravity")
    HIGH = "high", _("high gravity")


class PriorStep(Labelled):
    """What was tried before."""

    TALKED = "talked", _("they talked with each other")
    MP = "mp", _("called the municipal police")
    PCR = "pcr", _("turned to the state police")
    OFFENCES = "offences", _("turned to the offences authority")
    LANDLORD = "landlord", _("turned to the owner of the house")
    COURT = "court", _("went to court")
    NONE = "none", _("nothing so far")


class LegalStatus(Labelled):
    """Whether some authority deals with it at the same time."""

    NONE = "none", _("no proceedings")
    OFFENCE = "offence", _("proceedings on an offence")
    CRIMINAL = "criminal", _("criminal proceedings")
    CIVIL = "civil", _("civil proceedings at court")


# an agreement alone does not stop these.
NOT_STOPPED = frozenset({LegalStatus.OFFENCE, LegalStatus.CRIMINAL})


def is_not_stopped(status: LegalStatus | None) -> bool:
    """R-43: whether proceedings run that no agreement stops."""
    return status in NOT_STOPPED


class Flag(Labelled):
    """R-41: with any of these no agreement is sought; the matter is handed over."""

    VIOLENCE = "violence", _("violence")
    DOMESTIC_VIOLENCE = "domestic_violence", _("domestic violence")
    THREATS_WEAPON = "threats_weapon", _("threats or a weapon")
    PARTY_UNABLE = "party_unable", _("a party cannot take part by himself")
    BIAS_HATE = "bias_hate", _("hatred because of prejudice")
    CHILD_AT_RISK = "child_at_risk", _("a child at risk")


class LeadKind(Labelled):
    """As what the lead leads it; the words of the law belong to registered mediators only."""

    TOWN_EMPLOYEE = "town_employee", _("employee of the town")
    MP_OFFICER = "mp_officer", _("officer of the municipal police")
    REGISTERED_MEDIATOR = "registered_mediator", _("registered mediator leads")
    EXTERNAL_ORG = "external_org", _("organisation from outside")


class StepKind(Labelled):
    """What was done; never what was said."""

    PHONE = "phone", _("phone call")
    VISIT_A = "visit_a", _("talk with party A")
    VISIT_B = "visit_b", _("talk with party B")
    SHUTTLE = "shuttle", _("shuttle talks")
    JOINT_MEETING = "joint_meeting", _("joint meeting")
    LETTER = "letter", _("letter")
    CHECK = "check", _("check of the agreement")


TALKS = frozenset({StepKind.SHUTTLE, StepKind.JOINT_MEETING})


class Explained(Labelled):
    """What a party has to know before it agrees to take part."""

    VOLUNTARY = "voluntary", _("it is voluntary and may be ended at any time")
    CONFIDENTIAL = "confidential", _("what is said stays between us")
    LIMITS = "limits", _("the limits: a crime that must be reported, a child at risk")
    RESULT = "result", _("who learns how it ended, and that they learn nothing more")


class AgreementForm(Labelled):
    """How an agreement was made."""

    WRITTEN = "written", _("in writing")
    ORAL = "oral", _("by word of mouth")


class CheckResult(Labelled):
    """The real outcome: whether the agreement holds."""

    HOLDS = "holds", _("it holds")
    PARTLY = "partly", _("holds in part")
    BROKEN = "broken", _("broken")
    UNKNOWN = "unknown", _("not known whether it holds")


class Stage(Labelled):
    """How far a case has come; the order is the path that everybody sees."""

    NEW = "new", _("received")
    SCREENED = "screened", _("judged")
    CONTACT_A = "contact_a", _("talk with A")
    CONTACT_B = "contact_b", _("B addressed")
    TALKS = "talks", _("talks")
    AGREED = "agreed", _("agreement")
    FOLLOW_UP = "follow_up", _("follow-up")
    CLOSED = "closed", _("case closed")


PATH = tuple(Stage)


class Outcome(Labelled):
    """How a case ended."""

    WRITTEN_AGREEMENT = "written_agreement", _("written agreement")
    ORAL_AGREEMENT = "oral_agreement", _("oral agreement")
    PARTIAL = "partial", _("partial agreement")
    CALMED = "calmed", _("calmed without an agreement")
    REFUSED_A = "refused_a", _("party A refused")
    REFUSED_B = "refused_b", _("party B refused")
    NO_CONTACT = "no_contact", _("cannot be contacted")
    NO_AGREEMENT = "no_agreement", _("without an agreement")
    MOVED = "moved", _("moved away")
    HANDED_OVER = "handed_over", _("handed over to an authority")
    UNSUITABLE = "unsuitable", _("unsuitable for talks")
    WITHDRAWN = "withdrawn", _("taken back")
