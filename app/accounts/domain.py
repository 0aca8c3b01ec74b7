"""Roles, forms of police guarantee, contracts and the rules of names and passwords."""

from app.kernel.i18n import Labelled, _


class Role(Labelled):
    """What a person is in a town."""

    APK = "apk", _("crime prevention assistant")
    DP = "dp", _("preventive caretaker")
    MENTOR = "mentor", _("mentor")
    DP_COORDINATOR = "dp_coordinator", _("coordinator of caretakers")
    MANAGER = "manager", _("crime prevention manager")
    DISPUTE_LEAD = "dispute_lead", _("leads neighbour disputes")
    MEDIATOR = "mediator", _("registered mediator")
    HEAD = "head", _("town leadership")
    DPO = "dpo", _("data protection officer")
    ADMIN = "admin", _("administrator")


class PoliceForm(Labelled):
    """Which police stands behind the assistants of a town."""

    OWN_MP = "own_mp", _("own municipal police")
    CONTRACT_MP = "contract_mp", _("officer of another town under a contract")
    PCR_GUARANTEE = "pcr_guarantee", _("guarantee of the state police")


class ContractType(Labelled):
    """Kind of contract under the Labour Code."""

    EMPLOYMENT = "employment", _("employment")
    DPC = "dpc", _("agreement on work activity")
    DPP = "dpp", _("agreement on work performance")


class Funding(Labelled):
    """Who pays the post."""

    MV_PROGRAM = "mv_program", _("Crime prevention programme of the ministry")
    ESF_OPZ = "esf_opz", _("Operational programme Employment")
    LABOUR_OFFICE = "labour_office", _("Labour office")
    TOWN_BUDGET = "town_budget", _("town budget")
    OTHER = "other", _("other source")


class LinkPurpose(Labelled):
    """What a one-time link is for."""

    INVITE = "invite", _("invitation")
    PASSWORD = "password", _("new password")  # noqa: S105 - the name of a purpose
