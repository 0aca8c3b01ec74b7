"""page(): the whole page, or the one block of it that htmx is going to swap."""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app, get_template_attribute, render_template, request

Answer = str | tuple[str, int] | tuple[str, int, dict[str, str]]


def page(template_name: str, **context: Any) -> Answer:
    """Render the page; 422 when its form has errors; only the asked block for htmx."""
    form = context.get("form")
    status = 422 if form is not None and form.errors else 200
    block = asked_block()
    if block is None:
        return render_template(template_name, **context), status
    template = current_app.jinja_env.get_template(template_name)
    if block not in template.blocks or _is_elsewhere():  # the answer is another page
        return "", 200, {"HX-Redirect": request.full_path.rstrip("?")}
    current_app.update_template_context(context)
    html = "".join(template.blocks[block](template.new_context(context)))
    return html + pending_messages(), status


def asked_block() -> str | None:
    """The id that htmx is going to replace; None for a plain request."""
    if request.headers.get("HX-Request") != "true":
        return None
    return request.headers.get("HX-Target", "").rpartition("#")[2] or None


def _is_elsewhere() -> bool:
    """Whether a redirect has led away from the page that is shown.

    Two pages may name a block the same; a refused form answers its POST and stays where it is.
    """
    shown = urlsplit(request.headers.get("HX-Current-URL", request.path)).path
    return request.method == "GET" and shown != request.path


def pending_messages() -> str:
    """The messages of this answer, to be swapped beside the block."""
    return str(get_template_attribute("ui.html", "messages")(out_of_band=True))
