"""The client of the tests: signs in, sends what the real form holds, and judges every page."""

import re
from typing import Any, Self

from bs4 import BeautifulSoup
from flask import Flask, url_for
from markupsafe import escape
from werkzeug.test import TestResponse

from app.accounts import actions, queries
from app.accounts.models import Membership
from app.kernel.db import db
from app.kernel.scope import EVERYWHERE, enter
from tests.judge import judge

FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
BINARY = ("application/vnd", "application/octet", "application/pdf", "application/zip", "image/")


class Answer:
    """A response with its parsed page."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status_code = response.status_code
        self.headers = response.headers
        is_binary = response.mimetype.startswith(BINARY)
        self.text = "" if is_binary else response.get_data(as_text=True)
        self.data = response.get_data()
        is_html = response.mimetype == "text/html"
        self.page = BeautifulSoup(
            self.text if is_html else "", "html5lib" if self._whole else "html.parser"
        )

    @property
    def _whole(self) -> bool:
        return self.text.lstrip()[:9].lower() == "<!doctype"

    @property
    def words(self) -> str:
        """The text a person reads, blanks folded."""
        main = self.page.select_one("main") or self.page
        return re.sub(r"\s+", " ", main.get_text(" ")).strip()


class Client:
    """One person at one browser."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.browser = app.test_client()
        self.base = "http://localhost"

    def as_(self, person: Membership) -> Self:
        """Sign in without the form."""
        other = type(self)(self.app)
        with self.app.app_context():
            enter(EVERYWHERE)
            token = actions.start_session(
                queries.user(person.user_id), municipality_id=person.municipality_id, device="test"
            )
            db.session.commit()
            enter(None)
        with other.browser.session_transaction() as cookie:
            cookie["_user_id"] = token
            cookie["_fresh"] = True
        return other

    def url(self, endpoint: str, record: Any = None, **values: Any) -> str:
        """The address of an endpoint; `record` fills its one id."""
        rule = next(r for r in self.app.url_map.iter_rules() if r.endpoint == endpoint)
        if record is not None:
            values[next(iter(rule.arguments))] = getattr(record, "id", record)
        with self.app.test_request_context():
            return url_for(endpoint, **values)

    def read(
        self,
        endpoint: str,
        record: Any = None,
        *,
        swapping: str = "",
        lenient: tuple[str, ...] = (),
        **values: Any,
    ) -> Answer:
        """GET a page (or only the block that htmx would swap) and judge it."""
        headers = {"HX-Request": "true", "HX-Target": f"div#{swapping}"} if swapping else {}
        answer = Answer(self.browser.get(self.url(endpoint, record, **values), headers=headers))
        judge(answer, lenient)
        return answer

    def submit(
        self,
        endpoint: str,
        record: Any = None,
        *,
        on: str = "",
        swapping: str = "",
        follow: bool = True,
        **values: Any,
    ) -> Answer:
        """Fill the real form of the page and send it; an unknown field or a missing form fails.

        The form is looked for on the page of the endpoint itself, or on the page `on` (an address).
        """
        url = self.url(endpoint, record)
        form = form_in(self.browser.get(on or url, follow_redirects=True).text, url)
        assert form is not None, f"no form posts to {url} on {on or url}"
        return self.post(url, filled(form, values), swapping=swapping, follow=follow)

    def post(self, url: str, fields: Any, *, swapping: str = "", follow: bool = True) -> Answer:
        """Send fields as they are."""
        headers = {"HX-Request": "true", "HX-Target": f"form#{swapping}"} if swapping else {}
        answer = Answer(
            self.browser.post(url, data=fields, headers=headers, follow_redirects=follow)
        )
        judge(answer, ())
        return answer

    def fields(self, page: str, action: str = "") -> dict[str, Any]:
        """What a form holds before anything is typed: the form of `page` that posts to `action`."""
        form = form_in(self.browser.get(page, follow_redirects=True).text, action or page)
        return filled(form, {})

    def fields_of(self, answer: Answer, action: str) -> dict[str, Any]:
        """What a form on a page that was answered holds."""
        return filled(answer.page.find("form", attrs={"action": action, "method": "post"}), {})

    def token(self, url: str = "/prihlaseni") -> str:
        """A CSRF token of this browser."""
        page = Answer(self.browser.get(url, follow_redirects=True))
        return str(page.page.find("input", attrs={"name": "csrf_token"})["value"])


def form_in(text: str, url: str) -> Any:
    """The form of a page that posts to this address, read as a browser reads it.

    The rest is left unread: whole pages are read where they are judged.
    """
    for found in FORM.finditer(text):
        opening = found[0].partition(">")[0]
        if f'action="{escape(url)}"' in opening and 'method="post"' in opening:
            return BeautifulSoup(found[0], "html5lib").form
    return None


def filled(form: Any, values: dict[str, Any]) -> dict[str, Any]:
    """The fields of a form as a browser would send them, with `values` typed in."""
    fields: dict[str, Any] = {}
    for control in form.select("input, select, textarea"):
        name = control.get("name")
        if name and not control.has_attr("disabled"):
            _add(fields, name, control)
    names = {control.get("name") for control in form.select("[name]")}
    for name, value in values.items():
        assert name in names, f"the form has no field {name}, only {sorted(names)}"
        fields[name] = value
    return {name: value for name, value in fields.items() if value is not None}


def _add(fields: dict[str, Any], name: str, control: Any) -> None:
    kind = control.get("type", "")
    if control.name == "textarea":
        fields[name] = control.text.removeprefix("\n")
    elif control.name == "select":
        chosen = control.select("option[selected]") or control.select("option")[:1]
        fields[name] = [option.get("value", option.text) for option in chosen]
    elif kind in {"radio", "checkbox"}:
        if control.has_attr("checked"):
            fields.setdefault(name, []).append(control.get("value", "on"))
    elif kind not in {"submit", "file"}:
        fields[name] = control.get("value", "")
