"""What the tests about accounts need beyond the standing cast: real passwords and links."""

from datetime import date
from typing import Any

from app.accounts import actions
from app.accounts.domain import LinkPurpose, Role
from app.accounts.models import Membership, Municipality, User
from app.kernel import passwords
from app.kernel.db import uuid7
from tests.make import Make

PASSWORD = "správný kůň baterie svorka"
OTHER_PASSWORD = "modrá kolečka nad rybníkem"
KEPT = passwords.hashed(PASSWORD)


def account(username: str = "alena", **values: Any) -> User:
    """An account whose password is known."""
    return User(
        **{
            "id": uuid7(),
            "username": username,
            "password_hash": KEPT,
            "is_operator": False,
            **values,
        }
    )


def link(make: Make, person: Membership, purpose: LinkPurpose = LinkPurpose.INVITE) -> str:
    """The token of a fresh one-time link."""
    with make.everywhere():
        return actions.issue_link(person, purpose, by=None)


def invited(make: Make, town: Municipality, *roles: Role, **values: Any) -> Membership:
    """Somebody who has no account yet."""
    return make.saved(
        Membership(
            **{
                "id": uuid7(),
                "municipality_id": town.id,
                "display_name": "Nová Tvář",
                "roles": frozenset(roles or {Role.APK}),
                "valid_from": date(2020, 1, 1),
                **values,
            }
        )
    )
