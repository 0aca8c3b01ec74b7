"""Pages travel compressed: on patrol the signal is weak."""

import gzip
from collections.abc import Callable
from functools import partial

import brotli
from flask import Flask, Response, request

# Tokens in forms are signed anew for each page, so its compressed size gives none of them away.
KINDS = {
    *("text/html", "text/plain", "text/csv", "text/javascript"),
    *("application/json", "application/manifest+json", "image/svg+xml"),
}
SMALLEST = 500
METHODS: dict[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, quality=5),
    "gzip": partial(gzip.compress, compresslevel=6, mtime=0),
}


def init_app(app: Flask) -> None:
    """Compress what the browser accepts compressed."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    method = next((name for name in METHODS if request.accept_encodings.quality(name) > 0), None)
    if method is None or not _is_worth_it(response):
        return response
    response.set_data(METHODS[method](response.get_data()))
    response.headers["Content-Encoding"] = method
    response.vary.add("Accept-Encoding")
    return response


def _is_worth_it(response: Response) -> bool:
    if response.is_streamed or response.direct_passthrough or response.content_encoding:
        return False
    return response.mimetype in KINDS and (response.content_length or 0) >= SMALLEST
