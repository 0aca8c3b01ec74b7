"""Every page of those who manage, oversee and administrate, and the pages for everybody."""

import pytest

from app.accounts.domain import Role
from tests.journeys.person import View

ROLES = [
    *(Role.MANAGER, Role.ADMIN, Role.HEAD, Role.DPO),
    *(Role.DISPUTE_LEAD, Role.MEDIATOR, "operator"),
]
OPEN = ["/prihlaseni", "/napoveda", "/pristupnost", "/ochrana-udaju", "/vitejte/neznamy"]


@pytest.mark.parametrize("role", ROLES)
def test_every_page_holds_on_phone_and_desktop_in_light_and_dark(inspect_pages, role):
    inspect_pages(role)


def test_pages_for_everybody_hold_on_phone_and_desktop_in_light_and_dark(person):
    visitor = person(View())
    for path in OPEN:
        visitor.opens(path).is_inspected_in_both_sizes()
