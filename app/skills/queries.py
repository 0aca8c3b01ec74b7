"""Every SELECT about competences and ratings."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.accounts.queries import people_with
from app.kernel import clock
from app.kernel.db import db
from app.kernel.i18n import fold
from app.skills.domain import Cell, Rated, Side, is_old, may_know
from app.skills.models import Competence, Rating

Cells = Mapping[tuple[uuid.UUID, uuid.UUID], Cell]


@dataclass(frozen=True)
class Matrix:
    """People and competences with what both sides think now."""

    people: Sequence[Membership]
    competences: Sequence[Competence]
    cells: Cells
    today: date

    def cell(self, worker: Membership, competence: Competence) -> Cell:
        """What both think of one person in one competence; empty where nobody has rated."""
        return self.cells.get((worker.id, competence.id)) or Cell(None, None, self.today)

    def row(self, worker: Membership) -> list[Cell]:
        """All competences of one person, in their order."""
        return [self.cell(worker, competence) for competence in self.competences]

    def has_marks(self, worker: Membership) -> bool:
        """Whether anything stands out in this person."""
        return any(cell.marks for cell in self.row(worker))

    def is_rated(self, worker: Membership) -> bool:
        """Whether anybody has rated this person yet."""
        return any(cell.own or cell.mentor for cell in self.row(worker))

    @property
    def columns(self) -> list[list[Cell]]:
        """Of each competence, in their order, all people."""
        return [
            [self.cell(worker, competence) for worker in self.people]
            for competence in self.competences
        ]


def workers() -> list[Membership]:
    """Who walks the rounds today, by name."""
    return people_with(Role.APK, Role.DP)


def team(actor: Membership) -> list[Membership]:
    """The workers whose ratings the actor may know, by name."""
    return [worker for worker in workers() if may_know(actor, worker)]


def get_worker(worker_id: uuid.UUID) -> Membership:
    """One person of the town."""
    return db.session.scalars(select(Membership).where(Membership.id == worker_id)).one()


def get_competence(competence_id: uuid.UUID) -> Competence:
    """One competence of the town, also out of use."""
    return db.session.scalars(select(Competence).where(Competence.id == competence_id)).one()


def by_code(code: str) -> Competence | None:
    """The competence under this code, also out of use."""
    return db.session.scalars(select(Competence).where(Competence.code == code)).one_or_none()


def all_competences() -> list[Competence]:
    """All competences in their order, those out of use at the end."""
    query = select(Competence).order_by(Competence.is_active.desc(), Competence.position)
    return list(db.session.scalars(query))


def competences() -> list[Competence]:
    """The competences in use, in their order."""
    query = select(Competence).where(Competence.is_active).order_by(Competence.position)
    return list(db.session.scalars(query))


def competence_names() -> list[tuple[uuid.UUID, str]]:
    """(id, name) of the competences in use, for lists in forms."""
    return [(competence.id, competence.name) for competence in competences()]


def last_position() -> int:
    """The highest number of order, -1 in a town without competences."""
    found = db.session.scalars(select(func.max(Competence.position))).one()
    return -1 if found is None else found


def is_name_taken(name: str, *, besides: uuid.UUID | None = None) -> bool:
    """Whether another competence is called the same, without regard to marks."""
    return any(fold(other.name) == fold(name) for other in all_competences() if other.id != besides)


def get_rating(rating_id: uuid.UUID) -> Rating:
    """One rating with its competence and its two people."""
    query = (
        select(Rating)
        .where(Rating.id == rating_id)
        .options(joinedload(Rating.competence), joinedload(Rating.worker), joinedload(Rating.rater))
    )
    return db.session.scalars(query).one()


def ratings_of(worker_id: uuid.UUID) -> list[Rating]:
    """Everything ever thought of one person, the newest first."""
    query = (
        select(Rating)
        .where(Rating.worker_id == worker_id)
        .options(joinedload(Rating.rater), joinedload(Rating.competence))
        .order_by(Rating.rated_on.desc(), Rating.rated_at.desc(), Rating.id.desc())
    )
    return list(db.session.scalars(query))


def matrix(people: Sequence[Membership]) -> Matrix:
    """These people in all competences in use: of every side the last rating."""
    today = clock.today()
    sides: dict[tuple[uuid.UUID, uuid.UUID], dict[Side, Rated]] = defaultdict(dict)
    for row in db.session.execute(_latest([person.id for person in people])):
        sides[row.worker_id, row.competence_id][row.side] = Rated(row.level, row.rated_on)
    cells = {
        key: Cell(known.get(Side.SELF), known.get(Side.MENTOR), today)
        for key, known in sides.items()
    }
    return Matrix(people, competences(), cells, today)


def rated_within(worker_ids: Iterable[uuid.UUID], today: date) -> set[uuid.UUID]:
    """Whose every competence in use has a mentor's rating that R-51 still lets hold."""
    wanted = {competence.id for competence in competences()}
    query = (
        select(Rating.worker_id, Rating.competence_id, func.max(Rating.rated_on).label("on"))
        .where(Rating.worker_id.in_(list(worker_ids)), Rating.side == Side.MENTOR)
        .group_by(Rating.worker_id, Rating.competence_id)
    )
    fresh: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for row in db.session.execute(query):
        if not is_old(row.on, today):
            fresh[row.worker_id].add(row.competence_id)
    return {worker for worker, rated in fresh.items() if wanted and wanted <= rated}


def last_rated(
    worker_ids: Iterable[uuid.UUID],
) -> dict[uuid.UUID, tuple[date | None, date | None]]:
    """When each of them last rated himself and when the mentor last rated him."""
    ids = list(worker_ids)
    query = (
        select(Rating.worker_id, Rating.side, func.max(Rating.rated_on).label("on"))
        .where(Rating.worker_id.in_(ids))
        .group_by(Rating.worker_id, Rating.side)
    )
    days = {(row.worker_id, row.side): row.on for row in db.session.execute(query)}
    return {each: (days.get((each, Side.SELF)), days.get((each, Side.MENTOR))) for each in ids}


def _latest(worker_ids: list[uuid.UUID]) -> Any:
    """The last rating of each side in each competence; ranked by the database, read in one go."""
    newest_first = (Rating.rated_on.desc(), Rating.rated_at.desc(), Rating.id.desc())
    rank = func.row_number().over(
        partition_by=(Rating.worker_id, Rating.competence_id, Rating.side), order_by=newest_first
    )
    ranked = select(Rating.id, rank.label("rank")).where(Rating.worker_id.in_(worker_ids))
    found = ranked.subquery()
    return select(
        Rating.worker_id, Rating.competence_id, Rating.side, Rating.level, Rating.rated_on
    ).join(found, (found.c.id == Rating.id) & (found.c.rank == 1))
