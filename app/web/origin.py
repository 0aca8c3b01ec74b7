"""Whether a request comes from a page of ours: for what a phone sends without a form's token."""

from typing import Any
from urllib.parse import urlsplit

from flask import request


def own_page(*_actor_and_record: Any) -> bool:
    """The rule of what phones send by themselves: from our own pages and nowhere else.

    Browsers add the header themselves and let no script change it; older ones tell the origin.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    origin = urlsplit(request.headers.get("Origin", ""))
    return bool(origin.netloc) and origin.netloc == request.host
