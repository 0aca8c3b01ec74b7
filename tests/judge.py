"""The judge: what every page must fulfil, whatever it is about."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

ONE_LETTER = re.compile(r"(?<![\w„(.,/])[KkSsVvZzUuOoAaIi] (?=\w)")
STRAIGHT_QUOTES = re.compile(r'"')
HYPHEN_RANGE = re.compile(r"(?<![\w-])\d+-\d+(?![\w-])")
DECIMAL_POINT = re.compile(r"(?<![\d.:])\d+\.\d+(?![\d.:])")
TYPOGRAPHY = (ONE_LETTER, STRAIGHT_QUOTES, HYPHEN_RANGE, DECIMAL_POINT)
CODE_LIKE = {"code", "pre", "script", "template", "textarea", "option", "title"}


class Sight:
    """A page as the rules look at it: its elements are gone through once for all of them."""

    def __init__(self, page: Any, text: str) -> None:
        self.page, self.text = page, text
        self.tags = list(_shown(page))

    def named(self, *names: str) -> list[Any]:
        """The elements of these names."""
        return [tag for tag in self.tags if tag.name in names]

    def bearing(self, *attributes: str) -> list[Any]:
        """The elements with any of these attributes."""
        return [tag for tag in self.tags if not tag.attrs.keys().isdisjoint(attributes)]


def _shown(parent: Any) -> Iterator[Any]:
    """The elements of the page; what lies in a template is not there yet."""
    for tag in parent.find_all(True, recursive=False):
        yield tag
        if tag.name != "template":
            yield from _shown(tag)


def judge(answer: Any, lenient: tuple[str, ...]) -> None:
    """Fail on a page that breaks the house style; `lenient` names the rules left out."""
    if not answer.text or answer.headers.get("Content-Type", "").partition(";")[0] != "text/html":
        return
    sight = Sight(answer.page, answer.text)
    faults = [
        f"{name}: {fault}"
        for name, rule in RULES.items()
        if name not in lenient
        for fault in rule(sight)
    ]
    assert not faults, "\n".join(faults)


def _heading(sight: Sight) -> list[str]:
    if not _is_whole(sight.text):
        return []
    headings, title = sight.named("h1"), sight.page.select_one("title")
    if len(headings) != 1:
        return [f"{len(headings)} h1"]
    words = _folded(headings[0].get_text())
    return [] if _folded(title.get_text()).startswith(words) else [f"title begins not with {words}"]


def _ids(sight: Sight) -> list[str]:
    counted = Counter(tag["id"] for tag in sight.bearing("id"))
    return sorted(name for name, count in counted.items() if count > 1)


def _labels(sight: Sight) -> list[str]:
    labelled = {label.get("for") for label in sight.named("label")}
    return [
        str(control)[:120]
        for control in sight.named("input", "select", "textarea")
        if control.get("type") not in {"hidden", "submit"} and not _is_labelled(control, labelled)
    ]


def _is_labelled(control: Any, labelled: set[str | None]) -> bool:
    if control.get("aria-label") or control.get("aria-labelledby") or control.find_parent("label"):
        return True
    return control.get("id") in labelled - {None}


def _forms(sight: Sight) -> list[str]:
    forms = sight.named("form")
    faults = [str(form)[:120] for form in forms if "action" not in form.attrs]
    for form in (each for each in forms if each.get("method") == "post"):
        names = {control.get("name") for control in form.find_all("input")}
        if not {"csrf_token", "id"} <= names:
            faults.append(f"no token or id: {form['action']}")
    return faults


def _same_address(sight: Sight) -> list[str]:
    """htmx asks the same address as the plain link or form, and says what it replaces."""
    faults = []
    for tag in sight.bearing("hx-get", "hx-post"):
        plain = tag.get("href") if tag.name == "a" else tag.get("action")
        if tag.name not in {"a", "form"} or plain != (tag.get("hx-get") or tag.get("hx-post")):
            faults.append(str(tag)[:120])
        if not tag.get("hx-target", "").startswith("#"):
            faults.append(f"no target: {str(tag)[:120]}")
    return faults


def _named_id(sight: Sight) -> list[str]:
    """A form with a field named id cannot tell its own id, so it must not be what is swapped."""
    swapped = {tag["hx-target"] for tag in sight.bearing("hx-target")}
    targets = [form for form in sight.named("form") if f"#{form.get('id')}" in swapped]
    return [f"form #{form['id']}" for form in targets if form.find(attrs={"name": "id"})]


def _inline(sight: Sight) -> list[str]:
    inline = [tag for tag in sight.named("script") if "src" not in tag.attrs]
    faults = [str(tag)[:80] for tag in (*inline, *sight.named("style"), *sight.bearing("style"))]
    return faults + re.findall(r"<[^>]+\son[a-z]+=[^>]+>", sight.text)


def _typography(sight: Sight) -> list[str]:
    found = []
    for string in sight.page.find_all(string=True):
        faults = [match for rule in TYPOGRAPHY for match in rule.finditer(string)]
        if faults and not _is_as_typed(string):
            found += [f"{match.group()!r} in {string.strip()[:80]!r}" for match in faults]
    return found


def _is_as_typed(string: Any) -> bool:
    """Whether it is code, or what somebody has written: the house has no say in that."""
    is_code = string.parent.name in CODE_LIKE
    return is_code or string.find_parent(attrs={"data-typed": True}) is not None


def _is_whole(text: str) -> bool:
    return text.lstrip()[:9].lower() == "<!doctype"


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


RULES = {
    "heading": _heading,
    "ids": _ids,
    "labels": _labels,
    "forms": _forms,
    "address": _same_address,
    "named id": _named_id,
    "inline": _inline,
    "typography": _typography,
}
