"""A file that is sent with a form: its bytes, whatever it calls itself."""

from typing import Any

from flask import request
from wtforms import FileField

# A photo straight from a phone; nothing larger is read at all.
MOST_BYTES = 15_000_000


class UploadField(FileField):
    """One file; name and kind that the browser tells mean nothing."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the bytes of the file with the field's name; no file is no bytes."""
        file = request.files.get(self.name)
        self.data = file.read() if file else b""
