"""Supervision: who for; never what was said."""

from app.kernel.i18n import Labelled, _

THEME_MOST = 80


class SupervisionForm(Labelled):
    """For one person or for more."""

    INDIVIDUAL = "individual", _("individual")
    GROUP = "group", _("group")
