"""The measure to compare with: plain Flask and SQLAlchemy, no guard, no trail, no sign-in.

The list has the same rows, columns and HTML as ours. Its frame is our own page turned into fixed
text; only the table and the choice of places are alive. It reads a copy of our database.
"""

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from flask import Flask
from sqlalchemy import Engine, Select, Table, create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Session, foreign, joinedload, relationship

from app.config import sqlite
from app.incidents.domain import IncidentStatus, Result, Subcategory

FRAME = "frame.html"
PRAGUE = ZoneInfo("Europe/Prague")
ROW = """
{% for each in rows %}
<tr>
  <th scope="row"><a href="{{ url_for('incident', key=each.id.hex()) }}">
    {{- kinds[each.subcategory] }}</a></th>
  <td data-typed>{{ each.place.name }}</td>
  <td class="nowrap">{{ moment(each.occurred_at) }}</td>
  <td class="wide">{{ results[each.result] if each.result else "–" }}</td>
  <td class="wide nowrap">{{ each.number }}</td>
  <td><span class="badge grey">{{ states[each.status] }}</span>{% if each.needs_mentor_attention %}
    <span class="badge red">pro mentora</span>{% endif %}</td>
</tr>
{% endfor %}
"""
PLACES = """
{% for key, name in places %}<option value="{{ key.hex() }}">{{ name }}</option>{% endfor %}
"""
WORDS = {
    "kinds": {kind.value: kind.label for kind in Subcategory},
    "results": {result.value: result.label for result in Result},
    "states": {status.value: status.label for status in IncidentStatus},
}


def freeze(folder: Path, page: str) -> None:
    """Keep our page as a template in which only the table and the places are alive."""
    head, _, rest = page.partition("<tbody>")
    tail = rest.partition("</tbody>")[2]
    before, places, after = re.split(r'(<select[^>]*name="misto"[^>]*>.*?</select>)', head)
    opening = places.partition(">")[0]
    alive = f"{opening}>{PLACES}</select>"
    text = f"{_fixed(before)}{alive}{_fixed(after)}<tbody>{ROW}</tbody>{_fixed(tail)}"
    (folder / FRAME).write_text(text, encoding="utf-8")


def _fixed(html: str) -> str:
    return "{% raw %}" + html + "{% endraw %}"


def application(folder: Path) -> Flask:
    """A page that says hello, and the list."""
    app = Flask(__name__)
    engine = create_engine(f"sqlite:///{folder / 'ponocny.sqlite3'}", module=sqlite)
    listed, counted, offered = _queries(engine)
    template = app.jinja_env.from_string((folder / FRAME).read_text(encoding="utf-8"))

    @app.get("/")
    def hello() -> str:
        return "<!doctype html><title>Ahoj</title><p>Ahoj"

    @app.get("/udalosti/<key>")
    def incident(key: str) -> str:
        return key

    @app.get("/udalosti/")
    def listing() -> str:
        with Session(engine) as session:
            rows = session.scalars(listed).all()[:50]
            session.scalar(counted)
            places = session.execute(offered).all()
            return template.render(rows=rows, places=places, moment=_moment, **WORDS)

    return app


def _queries(engine: Engine) -> tuple[Select, Select, Select]:
    """The rows of the list, their number, and the places of the filter."""
    incident, place = _models(engine)
    listed = (
        select(incident)
        .options(joinedload(incident.place), joinedload(incident.author))
        .order_by(incident.occurred_at.desc(), incident.id.desc())
        .limit(51)
    )
    counted = select(func.count()).select_from(select(incident.id).limit(1001).subquery())
    offered = select(place.id, place.name).where(place.is_active).order_by(place.code)
    return listed, counted, offered


def _models(engine: Engine) -> tuple[type, type]:
    """Plain classes over the tables as they are."""

    class Base(DeclarativeBase):
        pass

    class Place(Base):
        __table__ = Table("place", Base.metadata, autoload_with=engine)

    class Membership(Base):
        __table__ = Table("membership", Base.metadata, autoload_with=engine)

    class Incident(Base):
        __table__ = Table("incident", Base.metadata, autoload_with=engine)
        place = relationship(
            Place, primaryjoin=lambda: foreign(Incident.place_id) == Place.id, viewonly=True
        )
        author = relationship(
            Membership,
            primaryjoin=lambda: foreign(Incident.author_id) == Membership.id,
            viewonly=True,
        )

    return Incident, Place


def _moment(at: datetime) -> str:
    local = at.replace(tzinfo=UTC).astimezone(PRAGUE)
    return f"{local.day}. {local.month}. {local.year} {local:%H:%M}"
