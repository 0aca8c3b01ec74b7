"""The field in which a password is typed."""

from wtforms import PasswordField
from wtforms.validators import InputRequired, Length

from app.kernel.i18n import _

AS_TYPED = {"autocapitalize": "none", "spellcheck": "false"}


def password_field(label: str, autocomplete: str, description: str = "") -> PasswordField:
    """A password; it may be pasted, and the browser's own store may keep it."""
    return PasswordField(
        label,
        [InputRequired(_("Write the password.")), Length(max=1000)],
        description=description,
        render_kw={**AS_TYPED, "autocomplete": autocomplete},
    )
