"""Pages travel compressed when the browser says it can read that."""

import gzip

import brotli
import pytest

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


def page(client, accepted):
    return client.browser.get("/prihlaseni", headers={"Accept-Encoding": accepted})


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip")],
)
def test_the_page_is_packed_as_the_browser_asks(client, accepted, chosen):
    answer = page(client, accepted)
    assert answer.headers["Content-Encoding"] == chosen
    assert "<h1" in UNPACK[chosen](answer.data).decode()


def test_the_length_is_that_of_the_packed_page(client):
    answer = page(client, "br")
    assert int(answer.headers["Content-Length"]) == len(answer.data)


def test_a_browser_that_reads_only_plain_text_gets_it(client):
    answer = page(client, "identity")
    assert "Content-Encoding" not in answer.headers
    assert "<h1" in answer.text


def test_caches_are_told_that_the_answer_depends_on_it(client):
    assert "Accept-Encoding" in page(client, "identity").headers["Vary"]
    assert "Accept-Encoding" in page(client, "br").headers["Vary"]


def test_an_answer_without_a_body_stays_without_one(client):
    answer = client.browser.get("/", headers={"Accept-Encoding": "br"})
    assert (answer.status_code, answer.headers.get("Content-Encoding")) == (302, None)
