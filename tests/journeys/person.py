"""A person at a browser, who knows only what stands on the screen: labels, buttons, headings."""

import re
from dataclasses import dataclass
from typing import Any, Self

from playwright.sync_api import Browser, BrowserContext, Locator, expect

from app.accounts.models import Membership
from tests.accounts.people import PASSWORD
from tests.client import Client
from tests.journeys.inspector import Inspector
from tests.journeys.site import Site

PHONE, DESKTOP = (390, 844), (1440, 900)


@dataclass(frozen=True)
class View:
    """How somebody looks at the application."""

    size: tuple[int, int] = PHONE
    scheme: str = "light"
    scripts: bool = True

    def __str__(self) -> str:
        device = "phone" if self.size == PHONE else "desktop"
        return f"{device}-{self.scheme}-{'scripts' if self.scripts else 'plain'}"


WAYS = [
    View(PHONE, "light"),
    View(DESKTOP, "dark"),
    View(PHONE, "dark", scripts=False),
    View(DESKTOP, "light", scripts=False),
]


class Person:
    """One browser; what is opened in it is inspected whenever the person looks."""

    def __init__(self, browser: Browser, site: Site, view: View) -> None:
        self.site, self.view = site, view
        self.context = _context(browser, view)
        self.context.set_default_timeout(15_000)
        self.page = self.context.new_page()
        self.inspector = Inspector(self.page, site.url, view.scheme)

    def is_(self, member: Membership) -> Self:
        """Be signed in as this member, without the form."""
        cookie = Client(self.site.app).as_(member).browser.get_cookie("session")
        assert cookie is not None
        self.context.add_cookies([{"name": "session", "value": cookie.value, "url": self.site.url}])
        return self

    def signs_in(self, username: str, password: str = PASSWORD) -> Self:
        """Fill the sign-in form in."""
        self.writes("Přihlašovací jméno", username)
        self.writes("Heslo", password)
        self.taps("Přihlásit se")
        return self

    def opens(self, path: str) -> Self:
        """Go to an address."""
        self.page.goto(self.site.url + path)
        return self

    @property
    def here(self) -> str:
        """The address without the host."""
        return str(self.page.url.removeprefix(self.site.url))

    @property
    def screen(self) -> Any:
        """What can be touched: the sheet when one is open, otherwise the page."""
        sheet = self.page.locator("dialog[open]")
        return sheet if sheet.count() else self.page

    def target(self, name: str, *, exact: bool = True) -> Locator:
        """The first button or link of this name that is visible."""
        role = self.screen.get_by_role
        either = role("button", name=name, exact=exact).or_(role("link", name=name, exact=exact))
        return either.filter(visible=True).first

    def field(self, label: str) -> Locator:
        """The field of this label, whether or not it must be filled in."""
        words = r"\s+".join(map(re.escape, label.split()))
        words = re.compile(rf"^\s*{words}(\s\(nepovinné\))?\s*$")
        return self.screen.get_by_label(words)

    def taps(self, name: str, *, exact: bool = True) -> Self:
        """Tap a button or a link."""
        target = self.target(name, exact=exact)
        expect(target).to_be_visible()
        target.click()
        return self

    def writes(self, label: str, text: str) -> Self:
        """Type into the field of this label."""
        self.field(label).fill(text)
        return self

    def chooses(self, label: str, option: str) -> Self:
        """Choose from the list of this label."""
        self.field(label).select_option(label=option)
        return self

    def ticks(self, label: str) -> Self:
        """Tick the box or the circle of this label."""
        self.field(label).check()
        return self

    def sends(self) -> Self:
        """Not wait for the eight seconds in which a record may be taken back."""
        if self.view.scripts:
            self.page.get_by_role("button", name="Odeslat hned").click()
            expect(self.page.locator("#main .waits")).to_be_hidden()
        return self

    def sees(self, *texts: str) -> Self:
        """Find the texts on the screen, and let the page be inspected."""
        for text in texts:
            expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()
        self.inspector.look()
        return self

    def reads(self, heading: str) -> Self:
        """Stand on the page, or in the sheet, with this heading."""
        expect(self.screen.get_by_role("heading", name=heading, exact=True).first).to_be_visible()
        self.inspector.look()
        return self

    def is_inspected_in_both_sizes(self) -> None:
        """Let the page be judged as it stands on the phone and on the desktop."""
        for width, height in (PHONE, DESKTOP):
            self.page.set_viewport_size({"width": width, "height": height})
            self.inspector.unroll()
        self.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})

    def leaves(self) -> None:
        """Close the browser; nothing may have gone wrong in it until then."""
        self.context.close()
        assert not self.inspector.faults, "\n".join(self.inspector.faults)


def _context(browser: Browser, view: View) -> BrowserContext:
    """A fresh browser; without scripts ours are empty, because axe needs the engine running."""
    width, height = view.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=view.scheme,
        reduced_motion="reduce",
        locale="cs-CZ",
        timezone_id="Europe/Prague",
        accept_downloads=True,
    )
    if not view.scripts:
        empty = {"status": 200, "content_type": "text/javascript", "body": ""}
        context.route("**/static/**/*.js*", lambda route: route.fulfill(**empty))
        context.route("**/static/*.js*", lambda route: route.fulfill(**empty))
    return context
