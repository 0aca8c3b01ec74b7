"""What stands where a chart would be when there is nothing to draw."""

from markupsafe import Markup

from app.kernel.i18n import _
from app.web.charts.svg import element, picture


def nothing(title: str) -> Markup:
    """A quiet line instead of an empty axis."""
    words = _("Nothing in this period.")
    text = element("text", words, x="50%", y="50%", text_anchor="middle")
    return picture(f"{title}. {words}", text, class_="plot empty", height=96)
