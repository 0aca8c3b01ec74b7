"""The pages of older files: with scripts and without, as a manager walks through them."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import stream_encode_multipart

from app.history.domain import BatchKind, BatchStatus
from app.history.models import ImportBatch, ImportedRecord
from app.kernel import clock
from tests.client import Answer
from tests.counting import statements
from tests.history.rows import (
    HEADING,
    RECORDS,
    SUMS,
    a_batch,
    as_csv,
    as_xlsx,
    many,
    work,
)
from tests.judge import judge
from tests.naughty import FORMULAS, TYPED


def send(manager, content, name="staré.csv", kind=BatchKind.RECORDS, swapping=""):
    """Send a file; the test client would leave a temporary file open behind a large one."""
    url = manager.url("history.upload")
    sent = FileStorage(BytesIO(content), name)
    fields = {**manager.fields(url), "kind": kind.value, "file": sent}
    body, _length, boundary = stream_encode_multipart(fields, use_tempfile=False)
    headers = {"HX-Request": "true", "HX-Target": f"form#{swapping}"} if swapping else {}
    how = {"content_type": f"multipart/form-data; boundary={boundary}", "headers": headers}
    answer = Answer(manager.browser.post(url, data=body.read(), follow_redirects=True, **how))
    judge(answer, ())
    return answer


def only(stored):
    [batch] = stored(select(ImportBatch))
    return batch


@pytest.mark.parametrize("content", [as_csv(), as_csv(encoding="cp1250"), as_xlsx()])
def test_a_manager_walks_from_the_file_to_the_figures(app, manager, stored, content):
    assert "načítá" in send(manager, content).words
    work(app)
    batch = only(stored)
    assert "Načteny 3 řádky." in manager.read("history.read", batch).words
    assert "vyberte" in manager.submit("history.match_columns", batch).words.lower()
    words = manager.read("history.match_words", batch)
    fields = manager.fields_of(words, manager.url("history.match_words", batch))
    kinds = [name for name in fields if name.startswith("kind")]
    assert len(kinds) == 2
    chosen = dict.fromkeys(kinds, "noise")
    preview = manager.submit("history.match_words", batch, **chosen)
    assert "23. 11. 2024" in preview.words.replace("\xa0", " ")
    assert "Novák" not in preview.text
    read = manager.url("history.read", batch)
    assert (
        "Připraveno"
        in manager.submit("history.stage", batch, on=manager.url("history.preview", batch)).words
    )
    work(app)
    assert "4. čtvrtletí 2024" in manager.read("history.read", batch).words.replace("\xa0", " ")
    assert "započítané v souhrnech" in manager.submit(
        "history.publish", batch, on=read
    ).words.replace("\xa0", " ")
    work(app)
    summary = manager.read("summaries.read", ctvrtleti="2024Q4").words
    assert "Z toho převzato" in summary.replace("\xa0", " ")
    assert "vrácený" in manager.submit("history.undo", batch).words
    assert "Z toho převzato" not in manager.read("summaries.read", ctvrtleti="2024Q4").text


def test_the_page_asks_again_while_there_is_work_and_then_no_more(app, manager, stored):
    send(manager, as_csv())
    batch = only(stored)
    assert manager.read("history.read", batch).page.select("#batch a[hx-get][hx-trigger]")
    work(app)
    done = manager.read("history.read", batch, swapping="batch")
    assert done.page.select_one("#batch")
    assert not done.page.select("[hx-trigger]")


def test_work_that_stands_still_can_be_taken_up_again(make, scene, manager):
    long_ago = clock.now() - timedelta(minutes=5)
    state = {"status": BatchStatus.READING, "is_waiting": True, "busy_until": long_ago}
    batch = a_batch(make, scene.town, **state)
    page = manager.submit("history.resume", batch, on=manager.url("history.read", batch))
    assert "načítá" in page.words


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "Vyberte tabulku"), (bytes(50), "ani sešit"), (b"PK\x03\x04x", "poškozený")],
)
def test_what_is_no_table_is_refused_at_its_field(manager, stored, content, words):
    answer = send(manager, content, swapping="uploading")
    assert answer.status_code == 422
    assert words in answer.words
    assert stored(select(ImportBatch)) == []


def test_a_file_that_is_too_large_is_refused(manager, stored):
    assert send(manager, b"x;y\n" * 3_760_000).status_code == 422
    assert stored(select(ImportBatch)) == []


def test_a_column_that_is_missing_is_asked_for(app, manager, stored):
    send(manager, as_csv())
    work(app)
    batch = only(stored)
    answer = manager.submit("history.match_columns", batch, day="", swapping="columns")
    assert (answer.status_code, "Vyberte sloupec." in answer.words) == (422, True)
    twice = manager.submit("history.match_columns", batch, kind="0")
    assert "dvě věci" in twice.words


def test_sums_have_other_columns(app, manager, stored):
    send(manager, as_csv(SUMS), kind=BatchKind.MONTHLY_SUMS)
    work(app)
    page = manager.read("history.match_columns", only(stored))
    assert {each["name"] for each in page.page.select("main select")} == {
        *("month", "year", "kind", "place", "count"),
    }


def test_the_rows_that_were_refused_are_listed_and_go_away_as_a_file(manager, staged):
    bad = [(f"{formula} ", "", "Rvačka", "", "", "") for formula in FORMULAS if '"' not in formula]
    batch = staged(as_csv([HEADING, RECORDS[0], *bad]))
    page = manager.read("history.browse_faults", batch)
    assert "Není to den" in page.words
    answer = manager.browser.get(manager.url("history.export_faults", batch))
    rows = list(csv.reader(StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 1 + len(bad)
    assert not [row for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert rows[1][3] == "'=1+1"


def test_whatever_stands_in_a_file_is_shown_as_text(app, manager, stored):
    texts = [text for text in TYPED if '"' not in text][:100]
    send(
        manager, as_csv([HEADING, *(("1. 3. 2024", "", text, text, text, text) for text in texts)])
    )
    work(app)
    batch = only(stored)
    columns = manager.submit("history.match_columns", batch)
    assert columns.page.select("h2")
    for page in (columns, manager.read("history.preview", batch)):
        assert not page.page.select("main script, main svg[onload], main img, main b")
    shown = columns.text
    assert "&lt;script&gt;" in shown


def test_a_name_of_a_file_is_only_shown(manager, stored):
    send(manager, as_csv(), name="../../<b>x</b>\x07.csv")
    batch = only(stored)
    assert not manager.read("history.read", batch).page.select("h1 b")


def test_pages_of_a_file_lead_back_when_they_are_not_due(manager, staged):
    batch = staged()
    for name in ("match_columns", "match_words", "preview"):
        answer = manager.browser.get(manager.url(f"history.{name}", batch))
        assert answer.location == manager.url("history.read", batch)


def test_the_list_tells_every_file(manager, published):
    published()
    assert "stare.csv" in manager.read("history.browse").words
    assert "započítáno" in manager.read("history.browse").words


def test_the_way_to_older_records_is_shown_to_the_manager_only(client, make, scene, manager):
    address = manager.url("history.browse")
    mentor = client.as_(make.mentor(scene.town))
    assert address in manager.read("summaries.read").text
    assert address in manager.read("towns.settings").text
    assert address not in mentor.read("summaries.read").text


def test_pages_cost_the_same_however_much_is_taken_over(app, make, scene, manager, staged):
    def cost(batch):
        with statements() as asked:
            manager.read("history.read", batch)
            manager.read("history.browse_faults", batch)
            manager.read("history.browse")
            manager.read("summaries.read", ctvrtleti="2024Q4")
        return len(asked)

    few = cost(staged())
    words = {
        "kind": {"hluk": "noise", "rvacka": "brawl", "odpad": "waste", "psi": "dogs"},
        "place": {f"l{number:02}": "-" for number in range(7)},
    }
    make.saved(a_batch(make, scene.town, status=BatchStatus.UNDONE))
    assert cost(_again(app, manager, staged, words)) == few


def _again(app, manager, staged, words):
    first = manager.read("history.browse").page.select(".row-title a")[-1]["href"]
    manager.post(f"{first}/vratit", manager.fields(f"{first}/vratit"))
    work(app)
    return staged(as_csv([HEADING, *many(900), *[("x", "", "Hluk", "", "", "")] * 30]), words=words)


def test_a_page_of_a_prepared_file_shows_its_rows_by_quarter(manager, staged, stored):
    batch = staged()
    assert len(stored(select(ImportedRecord))) == 3
    assert "4. čtvrtletí 2024" in manager.read("history.read", batch).words.replace("\xa0", " ")
