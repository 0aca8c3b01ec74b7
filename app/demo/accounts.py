"""The sample accounts: who signs in to the demo, and with which phrase."""

from dataclasses import dataclass

from app.accounts.domain import Role
from app.demo.records import DemoPerson
from app.demo.rows import content
from app.demo.towns import towns
from app.kernel.i18n import _


@dataclass(frozen=True, slots=True)
class PrintedAccount:
    """One line of the list that is shown to whoever tries the application."""

    role: str
    name: str
    username: str
    password: str


def operator() -> str:
    """The sign-in name of the operator who founds the towns."""
    return str(content("accounts.json")["operator"])


def password_of(username: str) -> str:
    """The phrase of a sample account."""
    return str(content("accounts.json")["passwords"][username])


def printed() -> list[PrintedAccount]:
    """At least one account for each role, the operator at the end."""
    people = {person.username: person for town in reversed(towns()) for person in town.people}
    rows = [_row(people[username]) for username in content("accounts.json")["printed"]]
    name = operator()
    return [*rows, PrintedAccount(_("operator"), "–", name, password_of(name))]


def _row(person: DemoPerson) -> PrintedAccount:
    roles = ", ".join(Role(role).label for role in person.roles)
    return PrintedAccount(roles, person.name, person.username, password_of(person.username))
