"""The measure to compare with: plain Flask and SQLAlchemy, no guard, no trail, no sign-in.

The list has the same rows, columns and filters in the same HTML. The rest of its frame is our own
page turned into fixed text. It reads our database.
"""

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from flask import Flask, request
from sqlalchemy import Engine, Select, Table, create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Session, foreign, joinedload, relationship
from wtforms import BooleanField, DateField, Form, HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from app.config import sqlite
from app.incidents.domain import Action, Category, IncidentStatus, Result, Subcategory
from app.kernel.i18n import Labelled

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
FIELD = """
<div class="field"><label for="{{ field.id }}">{{ field.label.text }}
  {% if field.flags.optional %}<span class="optional">(nepovinné)</span>{% endif %}</label>
  {{ field() }}</div>
"""
FILTERS = (
    "{% for field in filters %}{% if field.type == 'HiddenField' %}{{ field() }}"
    "{% else %}" + FIELD + "{% endif %}{% endfor %}"
)
WORDS = {
    "kinds": {kind.value: kind.label for kind in Subcategory},
    "results": {result.value: result.label for result in Result},
    "states": {status.value: status.label for status in IncidentStatus},
}


def _choices(kind: type[Labelled]) -> list[SelectChoice]:
    return [SelectChoice("", "vše"), *(SelectChoice(code.value, code.label) for code in kind)]


class Filters(Form):
    """The fields of our filter, as WTForms brings them."""

    text = StringField("Hledat", [Optional()])
    since = DateField("Od", [Optional()])
    until = DateField("Do", [Optional()])
    place = SelectField("Místo", [Optional()])
    category = SelectField("Oblast", [Optional()], choices=_choices(Category))
    subcategory = SelectField("Druh", [Optional()], choices=_choices(Subcategory))
    action = SelectField("Úkon", [Optional()], choices=_choices(Action))
    result = SelectField("Jak to dopadlo", [Optional()], choices=_choices(Result))
    status = SelectField("Stav", [Optional()], choices=_choices(IncidentStatus))
    is_counted = BooleanField("Jen započítané")
    is_repeated = BooleanField("Jen opakované")
    district = HiddenField()
    weekday = HiddenField()
    hours = HiddenField()
    is_police = HiddenField()
    is_helped = HiddenField()
    shift_id = HiddenField()


def freeze(folder: Path, page: str) -> None:
    """Keep our page as a template in which only the table and the places are alive."""
    head, _, rest = page.partition("<tbody>")
    tail = rest.partition("</tbody>")[2]
    before, _form, after = re.split(r"(?s)(<form[^>]*hx-get=[^>]*>.*?</form>)", head)
    filters = f'<form action="/udalosti/" class="filters">{FILTERS}</form>'
    text = f"{_fixed(before)}{filters}{_fixed(after)}<tbody>{ROW}</tbody>{_fixed(tail)}"
    (folder / FRAME).write_text(text, encoding="utf-8")


def _fixed(html: str) -> str:
    """Plain text but for its addresses, which are put together as in any Flask page."""
    text = html.replace("{", "&#123;")
    text = re.sub(r'"/static/([^"?]+)\?v=\w+', "\"{{ url_for('static', filename='\\1') }}", text)
    return re.sub(r'href="/([^"{]*)"', "href=\"{{ url_for('other', path='\\1') }}\"", text)


def application(folder: Path) -> Flask:
    """A page that says hello, and the list."""
    app = Flask("app")
    engine = create_engine(f"sqlite:///{folder / 'ponocny.sqlite3'}", module=sqlite)
    listed, counted, offered = _queries(engine)
    template = app.jinja_env.from_string((folder / FRAME).read_text(encoding="utf-8"))

    @app.get("/")
    def hello() -> str:
        return "<!doctype html><title>Ahoj</title><p>Ahoj"

    app.add_url_rule("/udalosti/<key>", "incident")
    app.add_url_rule("/<path:path>", "other")

    @app.get("/udalosti/")
    def listing() -> str:
        with Session(engine) as session:
            rows = session.scalars(listed).all()[:50]
            session.scalar(counted)
            filters = Filters(request.args)
            filters.place.choices = [
                SelectChoice("", "vše"),
                *(SelectChoice(key.hex(), name) for key, name in session.execute(offered)),
            ]
            filters.validate()
            return template.render(rows=rows, filters=filters, moment=_moment, **WORDS)

    return app


def _queries(engine: Engine) -> tuple[Select, Select, Select]:
    """The rows of the list, their number, and the places of the filter."""
    incident, place = _models(engine)
    listed = (
        select(incident)
        .options(joinedload(incident.place))
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

    class Incident(Base):
        __table__ = Table("incident", Base.metadata, autoload_with=engine)
        place = relationship(
            Place, primaryjoin=lambda: foreign(Incident.place_id) == Place.id, viewonly=True
        )

    return Incident, Place


def _moment(at: datetime) -> str:
    local = at.replace(tzinfo=UTC).astimezone(PRAGUE)
    return f"{local.day}. {local.month}. {local.year} {local:%H:%M}"
