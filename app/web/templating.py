"""What every template may use: shared macros, texts, dates, addresses of static files."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, g, url_for
from flask_wtf.csrf import generate_csrf
from jinja2 import FileSystemBytecodeCache, StrictUndefined

from app.accounts import queries
from app.kernel import i18n
from app.kernel.db import uuid7
from app.web.guard import actor, is_signed_in, may
from app.web.navigation import navigation

FILTERS = (
    *("day", "day_short", "long_day", "clock_time", "moment"),
    *("number", "percent", "weekday", "nbsp", "hours", "sentence"),
)
STATIC = Path(__file__).parent.parent / "static"
SPRITES = ("img/icons.svg", "img/icons-desk.svg")


def init_app(app: Flask) -> None:
    """Give the templates their words."""
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.bytecode_cache = _compiled_templates(app)
    for name in FILTERS:
        environment.filters[name] = getattr(i18n, name)
    environment.globals.update(
        _=i18n._,
        ngettext=i18n.ngettext,
        asset=asset,
        picture=picture,
        may=may,
        actor=actor,
        is_signed_in=is_signed_in,
        csrf_token=generate_csrf,
        fresh_id=uuid7,
        town=town,
        emergency=emergency,
        several_towns=several_towns,
        navigation=navigation,
    )
    environment.globals["ui"] = environment.get_template("ui.html").module


def _compiled_templates(app: Flask) -> FileSystemBytecodeCache:
    """Each worker would spend its first seconds compiling; the folder belongs to the owner only."""
    folder = Path(app.instance_path) / "templates"
    folder.mkdir(mode=0o700, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


@cache
def picture(name: str) -> str:
    """The address of an icon; what phones need stands in a file of its own, for it is small."""
    sprite = next(path for path in SPRITES if f'id="{name}"' in (STATIC / path).read_text())
    return f"{asset(sprite)}#{name}"


@cache
def asset(path: str) -> str:
    """The address of a static file; it changes with the file, so browsers may keep it for ever."""
    fingerprint = hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:10]
    return url_for("static", filename=path, v=fingerprint)


def town() -> Any:
    """The active municipality, or None."""
    return getattr(actor(), "municipality", None) if is_signed_in() else None


def several_towns() -> bool:
    """Whether the person may switch to another town."""
    return is_signed_in() and bool(g.get("towns", 0) > 1)


def emergency() -> list[tuple[str, str]]:
    """Whom to call: the state police, the municipal police, the ambulance, one's own mentor."""
    numbers = [
        (i18n._("Police"), "158"),
        (i18n._("Municipal police"), "156"),
        (i18n._("Ambulance"), "155"),
    ]
    if "mentor_line" not in g:
        g.mentor_line = queries.mentor_line(actor()) if town() else None
    return [*numbers, g.mentor_line] if g.mentor_line else numbers
