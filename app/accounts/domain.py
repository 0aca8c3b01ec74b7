"""Roles, forms of police guarantee, contracts and the rules of names and passwords."""

import hashlib
import ipaddress
import re
from collections.abc import Iterable
from datetime import timedelta

from app.kernel.i18n import Labelled, _, fold

# Guessing is slowed per name and, less strictly, per address: a town hall shares one.
NAME_LIMIT = 10
ADDRESS_LIMIT = 50
LIMIT_WINDOW = timedelta(minutes=15)
ATTEMPT_MEMORY = timedelta(days=1)
LINK_LIFE = timedelta(days=7)

# NIST SP 800-63B-4: fifteen characters where the password is the only factor, no composition rules.
PASSWORD_LENGTH = 15
PASSWORD_MOST = 200
DISTINCT_REST = 5
# What people here try first; written without marks, as passwords are compared.
BLOCKED_WORDS = set(
    re.findall(
        r"\w+",
        """heslo hesla tajne password passwort qwerty qwertz asdfgh yxcvbn zxcvbn abcdef
        administrator admin spravce operator ponocny asistent prevence kriminality kriminalita
        policie policista mestska mesto obec urad mentor manazer obchuzka smena sluzba pondeli
        utery streda ctvrtek patek sobota nedele leden unor brezen duben kveten cerven cervenec
        srpen zari rijen listopad prosinec jaro leto podzim zima milacek laska slunicko pejsek
        kocicka fotbal sparta slavia banik praha brno ostrava kraslice cesko cesky republika
        internet pocitac telefon letmein welcome iloveyou monkey dragon master login vitejte
        ahoj""",
    )
)


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


# Act 111/1998 § 45, § 46 and § 72 and Act 561/2004 § 106, with those given before them and abroad,
# and what tells father and son apart.
TITLES = frozenset(
    [
        *("bc", "bca", "ing", "ingarch", "arch", "mgr", "mga", "mudr", "mddr", "mvdr", "pharmdr"),
        *("judr", "phdr", "rndr", "thdr", "thlic", "paeddr", "rsdr", "phmr", "dr", "dis", "phd"),
        *("thd", "csc", "drsc", "dsc", "mba", "llm", "msc", "doc", "prof", "et"),
        *("st", "ml"),
    ]
)

# An administrator decides who reads contents, so he reads none himself.
READING = frozenset(Role) - {Role.ADMIN, Role.DPO}


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
    PASSWORD = "password", _("new password")


def password_fault(password: str, words: Iterable[str] = ()) -> str | None:
    """What is wrong with a new password; `words` are names that everybody would try first."""
    if len(password) < PASSWORD_LENGTH:
        return _("Use at least 15 characters. A few words in a row are easy to remember.")
    if len(password) > PASSWORD_MOST:
        return _("Use at most 200 characters.")
    if len(set(_unexpected(password, words))) < DISTINCT_REST:
        return _("This would be guessed too soon. Use other words than names and common ones.")
    return None


def _unexpected(password: str, words: Iterable[str]) -> str:
    """What is left of a password without digits, common words and the given names."""
    rest = re.sub(r"[\W\d_]+", "", fold(password))
    names = {part for word in words for part in re.findall(r"\w{3,}", fold(word))}
    for word in sorted(BLOCKED_WORDS | names, key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest


def username_fault(username: str) -> str | None:
    """What is wrong with a name for signing in."""
    if not re.fullmatch(r"[a-z][a-z0-9._-]{2,39}", username):
        return _(
            "Use 3 to 40 letters without marks, digits, dots or hyphens; a letter comes first."
        )
    return None


def suggested_username(display_name: str) -> str:
    """Alena Mala becomes alena.mala."""
    return ".".join(re.findall(r"[a-z0-9]+", fold(display_name)))[:40]


def surname_first(display_name: str) -> str:
    """What puts people in order: the last part of the name, then the rest, without titles."""
    parts = display_name.partition(",")[0].split()
    names = [part for part in parts if part.casefold().replace(".", "") not in TITLES] or parts
    return " ".join([*names[-1:], *names[:-1]])


def attempt_keys(username: str, address: str) -> dict[str, int]:
    """Under which keys an attempt is counted, and how many failures each allows."""
    name = f"name {username.strip().lower()}"
    return {_key(name): NAME_LIMIT, _key(f"address {_network(address)}"): ADDRESS_LIMIT}


def _network(address: str) -> str:
    """One address, or the whole network that one household gets with IPv6."""
    try:
        version = ipaddress.ip_address(address).version
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{address}/{64 if version == 6 else 32}", strict=False))


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def device_name(agent: str) -> str:
    """Browser and system in words, as far as the browser tells."""
    browser = _first(agent, ("Firefox", "Edg", "OPR", "Chrome", "Safari")) or _("browser")
    system = _first(agent, ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"))
    name = {"Edg": "Edge", "OPR": "Opera"}.get(browser, browser)
    return f"{name}, {system}" if system else name


def _first(text: str, words: tuple[str, ...]) -> str | None:
    return next((word for word in words if word in text), None)
