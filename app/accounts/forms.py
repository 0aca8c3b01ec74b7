"""What a person types to sign in and about the password."""

from typing import Any

from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, Length

from app.kernel.i18n import _
from app.web.form import Form
from app.web.password import AS_TYPED, password_field


def name_field(label: str, description: str = "") -> StringField:
    """The name for signing in."""
    return StringField(
        label,
        [DataRequired(_("Write your sign-in name.")), Length(max=80)],
        description=description,
        render_kw={**AS_TYPED, "autocomplete": "username"},
    )


NEW_PASSWORD = _("At least 15 characters. A few words that only you put together are best.")


class SignInForm(Form):
    """Name and password."""

    username = name_field(_("Sign-in name"))
    password = password_field(_("Password"), "current-password")


class SignInAgainForm(SignInForm):
    """Name and password, and the form that is waiting to be sent."""

    path = HiddenField()
    carried = HiddenField()

    @property
    def data(self) -> dict[str, Any]:
        """Only what proves who it is; what waits is not the action's business."""
        return {"username": self.username.data, "password": self.password.data}


class ChangePasswordForm(Form):
    """The old password proves the person, the new one replaces it."""

    current_password = password_field(_("Present password"), "current-password")
    password = password_field(_("New password"), "new-password", NEW_PASSWORD)


class WelcomeForm(Form):
    """A new account."""

    username = name_field(
        _("Sign-in name"), _("Letters without marks, digits, dots or hyphens. Nobody else sees it.")
    )
    password = password_field(_("Password"), "new-password", NEW_PASSWORD)


class JoinForm(SignInForm):
    """An account that exists already."""


class RenewPasswordForm(Form):
    """The password instead of the forgotten one."""

    password = password_field(_("New password"), "new-password", NEW_PASSWORD)
