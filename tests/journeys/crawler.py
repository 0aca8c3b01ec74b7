"""The crawler: one address of every page that a person reaches by links."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

from tests.client import Client

# Parsing so many pages as browsers do would take longer than looking at them.
LINK = re.compile(r'<a\b[^>]*?\shref="([^"#]+)')
MOST = 800
# A page may look otherwise when its list is filtered or its record in another state.
EACH = 12
# What the shell opens by itself, without asking the server.
SHEETS = "/smena/offline/"


def pages(client: Client) -> dict[str, str]:
    """Endpoint → address of what stands behind the links from the home page, files left out."""
    found: dict[str, str] = {}
    waiting, asked = [("/", "")], dict[str, int]()
    for address, source in waiting:
        endpoint = _endpoint(client, address)
        if endpoint is None or asked.get(endpoint, 0) == EACH or sum(asked.values()) == MOST:
            continue
        asked[endpoint] = asked.get(endpoint, 0) + 1
        answer = client.browser.get(address, follow_redirects=True)
        assert answer.status_code == 200, f"{answer.status_code} {address}, linked on {source}"
        if answer.headers["Content-Type"].startswith("text/html"):
            found.setdefault(endpoint, address)
            known = {each for each, _source in waiting}
            waiting += [
                (each, address) for each in _links(answer.text, address) if each not in known
            ]
    return found


def _endpoint(client: Client, address: str) -> str | None:
    """The endpoint behind an address of ours."""
    parts = urlsplit(address)
    if parts.netloc or parts.scheme or parts.path.startswith(SHEETS):
        return None
    return str(client.app.url_map.bind("localhost").match(parts.path)[0])


def _links(page: str, address: str) -> Iterator[str]:
    """Where the links of a page lead."""
    for target in map(unescape, LINK.findall(page)):
        if not target.startswith(("tel:", "mailto:")):
            yield urljoin(address, target)
