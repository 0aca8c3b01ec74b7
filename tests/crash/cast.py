"""The people of the crash tests: who may write, in a town with one place."""

from app.accounts.models import User
from app.kernel import passwords
from app.kernel.db import uuid7
from tests.crash.writers import PASSWORD, Assistant, Ledger, Manager, Submission, Writer
from tests.database import Database
from tests.make import Make

MANAGERS = 2
ASSISTANTS = 6


def settle(database: Database) -> Submission:
    """Make the people and their place, which counts as sent and saved."""
    with database.opened() as application:
        make = Make(application)
        town, kept = make.town(), passwords.hashed(PASSWORD)

        def user(name: str) -> User:
            return User(id=uuid7(), username=name, password_hash=kept)

        for number in range(MANAGERS):
            make.manager(town, user=user(f"vedouci{number}"))
        for number in range(ASSISTANTS):
            make.assistant(town, user=user(f"asistent{number}"))
        return Submission("place", "", "", id=make.place(town).id, is_acknowledged=True)


def writers(port: int, ledger: Ledger, place: Submission) -> list[Writer]:
    """All of them, signed in."""
    ledger.send(place)
    managers = [Manager(port, f"vedouci{number}", ledger) for number in range(MANAGERS)]
    assistants = [
        Assistant(port, f"asistent{number}", ledger, place.id) for number in range(ASSISTANTS)
    ]
    return [*managers, *assistants]
