"""A file that tells of closed quarters says so before it is counted."""

import pytest

from app.closing import actions as closing
from app.kernel import clock
from app.kernel.quarter import Quarter

SENTENCE = "uzavřené údaje se nezmění"


@pytest.mark.parametrize(
    ("quarter", "is_told"), [(Quarter(2024, 4), True), (Quarter(2024, 3), False)]
)
def test_the_page_says_which_closed_quarters_it_tells_of(manager, inside, staged, quarter, is_told):
    batch = staged()
    inside(
        lambda: closing.close(quarter, at=clock.now(), exact="{}", public="{}", by=None) and None
    )
    words = manager.read("history.read", batch).words.replace("\xa0", " ")
    assert ("4. čtvrtletí 2024: " + SENTENCE in words) is is_told


def test_without_a_closing_it_says_nothing(manager, staged):
    assert SENTENCE not in manager.read("history.read", staged()).words.replace("\xa0", " ")
