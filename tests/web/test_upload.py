"""Files that are sent: what is read of them never lies on the disk in clear."""

from io import BytesIO

import pytest
from flask import Flask, Request, request
from werkzeug import formparser

from app.web.upload import KeptInMemory

LARGE = b"%PDF-1.7 " + 2_000_000 * b"x"
HEAD = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="dohoda.pdf"\r\n\r\n'
BODY = HEAD + LARGE + b"\r\n--edge--\r\n"


def sent(request_class):
    """How much of a large file an application with these requests reads."""
    app = Flask("upload")
    app.request_class = request_class
    told = {"content_type": "multipart/form-data; boundary=edge", "input_stream": BytesIO(BODY)}
    with app.test_request_context(method="POST", content_length=len(BODY), **told):
        return len(request.files["file"].read())


@pytest.fixture
def no_disk(monkeypatch):
    """A machine on which nothing can be put aside."""

    def refuse(**_facts):
        raise OSError("a file was put on the disk")

    monkeypatch.setattr(formparser, "SpooledTemporaryFile", refuse)
    monkeypatch.setattr(formparser, "TemporaryFile", refuse, raising=False)


def test_a_large_file_is_read_without_the_disk(no_disk):
    assert sent(KeptInMemory) == len(LARGE)


def test_without_it_the_disk_would_be_used(no_disk):
    """The control."""
    with pytest.raises(OSError, match="on the disk"):
        sent(Request)


def test_the_application_reads_files_like_this(app):
    assert app.request_class is KeptInMemory
