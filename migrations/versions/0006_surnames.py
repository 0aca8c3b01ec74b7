"""People are put in order by their surname without titles; what puts them there is computed anew.

Revision: 0006, after 0005
"""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

from app.accounts.domain import surname_first
from app.accounts.models import SORTED
from app.kernel.i18n import collated

revision = "0006"
down_revision = "0005"

PEOPLE = sa.table(
    "membership",
    *(sa.column(name) for name in ("municipality_id", "id", "display_name", "sort_text")),
)


def upgrade() -> None:
    _put_in_order(surname_first)


def downgrade() -> None:
    _put_in_order(str)


def _put_in_order(name_of: Callable[[str], str]) -> None:
    connection, people = op.get_bind(), PEOPLE.c
    for town, person, name in connection.execute(
        sa.select(people.municipality_id, people.id, people.display_name)
    ).all():
        own = (people.municipality_id == town, people.id == person)
        key = collated(name_of(name))[:SORTED]
        connection.execute(sa.update(PEOPLE).where(*own).values(sort_text=key))
