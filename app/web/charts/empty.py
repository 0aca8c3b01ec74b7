"""What stands where there is nothing to draw: a chart without numbers, a month without records."""

from markupsafe import Markup

from app.kernel.i18n import _, number
from app.web.charts.svg import element, picture


def told(value: int | None) -> str:
    """A number; a dash where nothing is known."""
    return "–" if value is None else number(value)


def said(value: int | None) -> str:
    """The same for a voice."""
    return _("no records") if value is None else number(value)


def nothing(title: str) -> Markup:
    """A quiet line instead of an empty axis."""
    words = _("Nothing in this period.")
    text = element("text", words, x="50%", y="50%", text_anchor="middle")
    return picture(f"{title}. {words}", text, class_="plot empty", height=96)
