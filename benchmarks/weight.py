"""How much travels when a phone opens a page: the page and the files it names, as sent."""

from dataclasses import dataclass

import brotli
from bs4 import BeautifulSoup

from tests.live import Reply, Visitor

# What Chromium asks for; the fonts stand in a part of the style sheet for wide screens only.
ASKED = {"link[rel=stylesheet]": "href", "link[rel=icon]": "href", "script[src]": "src"}
ASKED |= {"img[src]": "src", "use[href]": "href"}


@dataclass(frozen=True)
class Weight:
    """Bytes with their headers and requests, at the first visit and at the next ones."""

    first_bytes: int
    first_requests: int
    repeat_bytes: int
    repeat_requests: int
    scripts: int
    styles: int


def weigh(visitor: Visitor, path: str, encodings: str = "gzip, deflate, br") -> Weight:
    """Open the page as a browser with an empty cache, then once more with a full one."""
    page = visitor.get(path, **{"Accept-Encoding": encodings})
    assert page.status == 200, f"{path}: {page.status}"
    named = {url: visitor.get(url, **{"Accept-Encoding": encodings}) for url in _named_in(page)}
    files = list(named.values())
    assert all(file.status == 200 for file in files)
    asked_again = [page, *(file for file in files if not _is_kept(file))]
    return Weight(
        first_bytes=_size([page, *files]),
        first_requests=1 + len(files),
        repeat_bytes=_size(asked_again),
        repeat_requests=len(asked_again),
        scripts=_size([file for url, file in named.items() if ".js" in url]),
        styles=_size([file for url, file in named.items() if ".css" in url]),
    )


def _named_in(page: Reply) -> list[str]:
    packed = page.headers["Content-Encoding"] == "br"
    html = BeautifulSoup(brotli.decompress(page.body) if packed else page.body, "html.parser")
    found = [tag[name] for query, name in ASKED.items() for tag in html.select(query)]
    return sorted({url.partition("#")[0] for url in found if url.startswith("/")})


def _is_kept(file: Reply) -> bool:
    return "immutable" in (file.headers["Cache-Control"] or "")


def _size(replies: list[Reply]) -> int:
    return sum(reply.size for reply in replies)
