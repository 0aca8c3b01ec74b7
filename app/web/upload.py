"""A file that is sent with a form: its bytes, whatever it calls itself."""

from io import BytesIO
from typing import IO, Any

from flask import Request, request
from wtforms import FileField

# A photo straight from a phone; nothing larger is read at all.
MOST_BYTES = 15_000_000


class KeptInMemory(Request):
    """A request whose files never touch the disk.

    Werkzeug spools larger ones to a temporary file: a signed agreement would lie there in clear,
    before it is sealed. How much is read at all is said for each route.
    """

    def _get_file_stream(self, *_facts: Any, **_more: Any) -> IO[bytes]:
        return BytesIO()


class UploadField(FileField):
    """One file; name and kind that the browser tells mean nothing."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the bytes of the file with the field's name; no file is no bytes."""
        file = request.files.get(self.name)
        self.data = file.read() if file else b""
