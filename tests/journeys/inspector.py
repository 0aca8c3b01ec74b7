"""The inspector: what every page must fulfil in a real browser, seen in light and in dark."""

import re
from typing import Any

from tests.journeys.site import AXE, VENDOR

SOURCE = (VENDOR / AXE[1:]).read_text(encoding="utf-8")
# Half a megabyte is quicker from the cache of the browser; without signal it has to be sent there.
HAS_AXE = """async (address) => {
  if (!("axe" in window) && navigator.onLine) await import(address);
  return "axe" in window;
}"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The tags in the scheme of the visit; in the other one only what depends on colours.
WHOLE = {"runOnly": {"type": "tag", "values": TAGS}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
OTHER = {"light": "dark", "dark": "light"}
RUN = """async (options) => (await axe.run(document, {...options, resultTypes: ["violations"],
  preload: false})).violations.map(({id, help, nodes}) => `${id}: ${help}\\n` +
  nodes.map(({html, failureSummary}) => `    ${html}\\n    ${failureSummary}`).join("\\n"))"""
HEIGHT = "() => Math.max(document.documentElement.scrollHeight, innerHeight)"
WIDTH = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Browsers report a refused form as an error; the journeys look at such answers themselves.
EXPECTED = re.compile(r"the server responded with a status of 4(00|01|03|04|09|22)")


class Inspector:
    """Watches one page from its opening; `faults` says what was wrong so far."""

    def __init__(self, page: Any, home: str, scheme: str) -> None:
        self.page, self.home, self.scheme = page, home, scheme
        self.faults: list[str] = []
        self.seen: set[int] = set()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._note(f"script: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)

    def look(self) -> None:
        """Judge the page as it is now, unless it was judged as it is."""
        self.page.wait_for_load_state("load")
        content = hash(self.page.content())
        if content not in self.seen:
            self.seen.add(content)
            self.examine()
        assert not self.faults, "\n".join(self.faults)

    def examine(self) -> None:
        """Judge the whole page and leave it as it was."""
        size = self.page.viewport_size
        self.unroll()
        self.page.set_viewport_size(size)

    def unroll(self) -> None:
        """Judge the whole page, unrolled so that no fixed bar covers a part of it."""
        self._width()
        size = {**self.page.viewport_size, "height": self.page.evaluate(HEIGHT)}
        self.page.set_viewport_size(size)
        self._ask_axe()

    def _ask_axe(self) -> None:
        """Everything in the scheme of the visit, colours in the other one too."""
        if not self.page.evaluate(HAS_AXE, AXE):
            self.page.evaluate(SOURCE)
        self._violations(WHOLE, self.scheme)
        self.page.emulate_media(color_scheme=OTHER[self.scheme])
        self._violations(COLOURS, OTHER[self.scheme])
        self.page.emulate_media(color_scheme=self.scheme)

    def _violations(self, options: dict[str, Any], scheme: str) -> None:
        for violation in self.page.evaluate(RUN, options):
            self._note(f"{scheme}: {violation}")

    def _width(self) -> None:
        if (excess := self.page.evaluate(WIDTH)) > 0:
            self._note(f"scrolls sideways by {excess} px")

    def _console(self, message: Any) -> None:
        if message.type in {"error", "warning"} and not EXPECTED.search(message.text):
            self._note(f"console: {message.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((f"{self.home}/", "data:", "blob:")):
            self._note(f"asks another host: {request.url}")

    def _response(self, response: Any) -> None:
        is_static = response.url.startswith(f"{self.home}/static/")
        if response.status >= 500 or (is_static and response.status >= 400):
            self._note(f"{response.status} {response.url}")

    def _note(self, fault: str) -> None:
        self.faults.append(f"{self.page.url.removeprefix(self.home)}: {fault}")
