"""page(): what htmx gets on the page it stands on, and when it is sent to another one."""

import pytest


@pytest.fixture
def town(make):
    """A town."""
    return make.town()


@pytest.fixture
def mentor(client, make, town):
    """Somebody who may add places."""
    return client.as_(make.mentor(town))


def sent(mentor, shown, url, block, **values):
    """Send a form by htmx from the page `shown`, following the redirect as a browser does."""
    headers = {
        "HX-Request": "true",
        "HX-Target": f"div#{block}",
        "HX-Current-URL": f"http://localhost{shown}",
    }
    fields = {**mentor.fields(shown, url), **values}
    return mentor.browser.post(url, data=fields, headers=headers, follow_redirects=True)


def test_success_on_another_page_sends_the_browser_there_although_a_block_has_the_same_name(mentor):
    answer = sent(mentor, "/mista/nove", "/mista/nove", "place", code="L13", name="Lávka")
    assert answer.headers["HX-Redirect"] == answer.request.path != "/mista/nove"
    assert answer.data == b""


def test_a_refused_form_answers_its_block(mentor):
    answer = sent(mentor, "/mista/nove", "/mista/nove", "place", name="Lávka")
    assert answer.status_code == 422
    assert "HX-Redirect" not in answer.headers


def test_success_on_the_same_page_answers_the_block_of_the_fresh_page(mentor, make, town):
    added = f"/mista/{make.place(town).id}"
    answer = sent(mentor, added, f"{added}/vyradit", "place")
    assert "HX-Redirect" not in answer.headers
    assert answer.text.lstrip().startswith('<div id="place"')
