"""Every page that those who serve in the field and their leaders reach, in a real browser."""

import pytest

from app.accounts.domain import Role

ROLES = [Role.MENTOR, Role.APK, Role.DP_COORDINATOR, Role.DP, "off duty"]


@pytest.mark.parametrize("role", ROLES)
def test_every_page_holds_on_phone_and_desktop_in_light_and_dark(inspect_pages, role):
    inspect_pages(role)
