"""What a person types or touches to unlock."""

from typing import Any

from wtforms import HiddenField

from app.kernel.i18n import _
from app.web.form import Form
from app.web.password import password_field


class UnlockForm(Form):
    """The password; what was being sent when the phone was locked waits beside it."""

    password = password_field(_("Password"), "current-password")
    path = HiddenField()
    carried = HiddenField()

    @property
    def data(self) -> dict[str, Any]:
        """Only what proves who it is."""
        return {"password": self.password.data}


class PasskeyForm(Form):
    """What the phone has confirmed instead of the password."""

    credential = HiddenField()
    path = HiddenField()
    carried = HiddenField()

    @property
    def data(self) -> dict[str, Any]:
        """Only what proves who it is."""
        return {"credential": self.credential.data}
