"""Towns, sign-in accounts, memberships (a person in a town) and what keeps them safe."""

import uuid
from datetime import date, datetime
from typing import Any

from flask_login import UserMixin
from sqlalchemy import (
    JSON,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    Numeric,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from app.accounts.domain import ContractType, Funding, LinkPurpose, PoliceForm, Role, surname_first
from app.kernel.db import Code, Codes, Id, Model, Moment, belongs_to, keys_to, uuid7
from app.kernel.i18n import _, collated, fold
from app.kernel.scope import Scoped

# Room for the key of a name of eighty letters; longer keys of foreign scripts are cut.
SORTED = 400


class Municipality(Model):
    """A town; `slug` is what commands and files call it."""

    __tablename__ = "municipality"

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True, default=uuid7)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    ico: Mapped[str | None] = mapped_column(String(8))
    police_form: Mapped[PoliceForm] = mapped_column(Code(PoliceForm))
    police_partner: Mapped[str | None] = mapped_column(String(120))
    is_demo: Mapped[bool] = mapped_column(default=False)
    retention_photo_days: Mapped[int] = mapped_column(default=90)
    retention_months: Mapped[int] = mapped_column(default=36)
    retention_dispute_months: Mapped[int] = mapped_column(default=6)
    codelists: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    sort_text: Mapped[str] = mapped_column(String(SORTED), info={"derived": True})
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    @property
    def municipality_id(self) -> uuid.UUID:
        """A change of the town stands in its own trail, where its people see it."""
        return self.id

    @validates("name")
    def _sorted(self, _key: str, name: str) -> str:
        """Keep what puts lists in order beside the name."""
        self.sort_text = collated(name)[:SORTED]
        return name

    @property
    def full_name(self) -> str:
        """The name in documents; sample data are never mistaken for a real town's."""
        return f"{self.name} ({_('sample data')})" if self.is_demo else self.name


class Population(Scoped, Model):
    """How many inhabitants the town had; kept per day so that old indexes stay true."""

    __tablename__ = "population"
    __table_args__ = (
        ForeignKeyConstraint(["municipality_id"], ["municipality.id"]),
        UniqueConstraint("municipality_id", "counted_on"),
    )

    counted_on: Mapped[date]
    inhabitants: Mapped[int]


class User(UserMixin, Model):
    """Who signs in. Everything a town knows about the person stands in its membership."""

    __tablename__ = "user_account"

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True, default=uuid7)
    username: Mapped[str] = mapped_column(String(40), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255), info={"secret": True})
    is_operator: Mapped[bool] = mapped_column(default=False)

    token = ""

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie: the token of this session, never the account."""
        return self.token


class Membership(Scoped, Model):
    """A person in one town: name, roles, contract and the days for which the access holds."""

    __tablename__ = "membership"
    __table_args__ = (
        ForeignKeyConstraint(["municipality_id"], ["municipality.id"]),
        *keys_to("membership", "mentor_id", "deputy_id"),
        UniqueConstraint("municipality_id", "user_id"),
        Index(None, "user_id"),
    )

    user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    display_name: Mapped[str] = mapped_column(String(80))
    roles: Mapped[frozenset[Role]] = mapped_column(Codes(Role))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    service_no: Mapped[str | None] = mapped_column(String(20))
    phone: Mapped[str | None] = mapped_column(String(20))
    email: Mapped[str | None] = mapped_column(String(120))
    mentor_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    deputy_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    deputy_from: Mapped[date | None]
    deputy_to: Mapped[date | None]
    contract_type: Mapped[ContractType | None] = mapped_column(Code(ContractType))
    fte: Mapped[float | None] = mapped_column(Numeric(4, 2, asdecimal=False))
    monthly_hours: Mapped[int | None]
    funding: Mapped[Funding | None] = mapped_column(Code(Funding))
    contract_from: Mapped[date | None]
    contract_to: Mapped[date | None]
    integrity_checked_on: Mapped[date | None]
    card_no: Mapped[str | None] = mapped_column(String(20))
    uniform_issued_on: Mapped[date | None]
    phone_issued_on: Mapped[date | None]
    end_reason: Mapped[str | None] = mapped_column(String(200))
    search_text: Mapped[str] = mapped_column(String(200), info={"derived": True})
    sort_text: Mapped[str] = mapped_column(String(SORTED), info={"derived": True})
    version: Mapped[int] = mapped_column(default=1)

    user: Mapped[User | None] = relationship()
    municipality: Mapped[Municipality] = relationship()
    mentor: Mapped["Membership | None"] = belongs_to(
        lambda: Membership.mentor_id, lambda: Membership
    )
    deputy: Mapped["Membership | None"] = belongs_to(
        lambda: Membership.deputy_id, lambda: Membership
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    is_operator = False

    @validates("display_name")
    def _searchable(self, _key: str, name: str) -> str:
        """Keep what the search looks in, and what puts lists in order, beside the name."""
        self.search_text, self.sort_text = fold(name), collated(surname_first(name))[:SORTED]
        return name

    def has(self, *roles: Role) -> bool:
        """Whether the person has at least one of these roles in this town."""
        return not self.roles.isdisjoint(roles)

    @property
    def role_labels(self) -> str:
        """The roles in words, in the order of the list of roles."""
        return ", ".join(role.label for role in Role if role in self.roles)

    def is_valid_on(self, day: date) -> bool:
        """Whether the access holds on this day; the last day counts."""
        return self.valid_from <= day and not self.has_ended_by(day)

    def has_ended_by(self, day: date) -> bool:
        """Whether the last day of access has passed."""
        return self.valid_to is not None and self.valid_to < day

    def is_deputised_on(self, day: date) -> bool:
        """Whether somebody else stands in for this mentor."""
        has_begun = self.deputy_from is not None and self.deputy_from <= day
        return has_begun and (self.deputy_to is None or day <= self.deputy_to)

    def is_led_by(self, other: "Membership", day: date) -> bool:
        """Whether `other` is the mentor (or coordinator) of this person, or his deputy today."""
        if self.mentor is None:
            return False
        deputised = self.mentor.is_deputised_on(day)
        return other.id == self.mentor_id or (deputised and other.id == self.mentor.deputy_id)


class Operator:
    """The operator as an actor: belongs to no town, so sees no town's records."""

    is_operator = True
    municipality_id = None
    roles: frozenset[Role] = frozenset()

    def __init__(self, user: User) -> None:
        self.id = user.id
        self.user = user
        self.user_id = user.id
        self.display_name = user.username
        self.role_labels = _("operator")

    def has(self, *_roles: Role) -> bool:
        """No role: roles exist only within a town."""
        return False


class UserSession(Model):
    """A signed-in device; ending the row ends the session at its next request."""

    __tablename__ = "user_session"
    __table_args__ = (Index(None, "user_id", "ended_at"),)

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True, default=uuid7)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, info={"secret": True})
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    municipality_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("municipality.id"))
    device: Mapped[str] = mapped_column(String(80))
    started_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    locked_at: Mapped[datetime | None] = mapped_column(Moment)
    challenge: Mapped[bytes | None] = mapped_column(LargeBinary, info={"derived": True})

    user: Mapped[User] = relationship()
    municipality: Mapped[Municipality | None] = relationship()


class OneTimeLink(Scoped, Model):
    """An invitation or a new password, good for one use; only the hash of its token is kept."""

    __tablename__ = "one_time_link"
    __table_args__ = (*keys_to("membership", "membership_id"),)

    membership_id: Mapped[uuid.UUID] = mapped_column(Id)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, info={"secret": True})
    purpose: Mapped[LinkPurpose] = mapped_column(Code(LinkPurpose))
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)

    membership: Mapped[Membership] = belongs_to(
        lambda: OneTimeLink.membership_id, lambda: Membership
    )


class LoginAttempt(Model):
    """A failed sign-in, counted per name and per address; the name itself is not kept."""

    __tablename__ = "login_attempt"
    __recorded__ = False
    __table_args__ = (Index(None, "key", "at"),)

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True, default=uuid7)
    key: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Moment)
