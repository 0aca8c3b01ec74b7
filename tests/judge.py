"""The judge: what every page must fulfil, whatever it is about."""

import re
from typing import Any

ONE_LETTER = re.compile(r"(?<![\w„(.,/])[KkSsVvZzUuOoAaIi] (?=\w)")
STRAIGHT_QUOTES = re.compile(r'"')
HYPHEN_RANGE = re.compile(r"(?<![\w-])\d+-\d+(?![\w-])")
DECIMAL_POINT = re.compile(r"(?<![\d.:])\d+\.\d+(?![\d.:])")
CODE_LIKE = {"code", "pre", "script", "template", "textarea", "option", "title"}


def judge(answer: Any, lenient: tuple[str, ...]) -> None:
    """Fail on a page that breaks the house style; `lenient` names the rules left out."""
    if not answer.text or answer.headers.get("Content-Type", "").partition(";")[0] != "text/html":
        return
    faults = [
        f"{name}: {fault}"
        for name, rule in RULES.items()
        if name not in lenient
        for fault in rule(answer.page, answer.text)
    ]
    assert not faults, "\n".join(faults)


def _heading(page: Any, text: str) -> list[str]:
    if not _is_whole(text):
        return []
    headings, title = page.select("h1"), page.select_one("title")
    if len(headings) != 1:
        return [f"{len(headings)} h1"]
    words = _folded(headings[0].get_text())
    return [] if _folded(title.get_text()).startswith(words) else [f"title begins not with {words}"]


def _ids(page: Any, _text: str) -> list[str]:
    ids = [tag["id"] for tag in page.select("[id]")]
    return sorted({name for name in ids if ids.count(name) > 1})


def _labels(page: Any, _text: str) -> list[str]:
    return [
        str(control)[:120]
        for control in page.select("input:not([type=hidden]):not([type=submit]), select, textarea")
        if not _is_labelled(page, control)
    ]


def _is_labelled(page: Any, control: Any) -> bool:
    if control.get("aria-label") or control.get("aria-labelledby") or control.find_parent("label"):
        return True
    return page.find("label", attrs={"for": control.get("id")}) is not None


def _forms(page: Any, _text: str) -> list[str]:
    faults = [str(form)[:120] for form in page.select("form:not([action])")]
    for form in page.select("form[method=post]"):
        if not form.select("input[name=csrf_token]") or not form.select("input[name=id]"):
            faults.append(f"no token or id: {form['action']}")
    return faults


def _same_address(page: Any, _text: str) -> list[str]:
    """htmx asks the same address as the plain link or form, and says what it replaces."""
    faults = []
    for tag in page.select("[hx-get], [hx-post]"):
        plain = tag.get("href") if tag.name == "a" else tag.get("action")
        if tag.name not in {"a", "form"} or plain != (tag.get("hx-get") or tag.get("hx-post")):
            faults.append(str(tag)[:120])
        if not tag.get("hx-target", "").startswith("#"):
            faults.append(f"no target: {str(tag)[:120]}")
    return faults


def _named_id(page: Any, _text: str) -> list[str]:
    """A form with a field named id cannot tell its own id, so it must not be what is swapped."""
    swapped = [tag["hx-target"] for tag in page.select("[hx-target]")]
    return [f"form {target}" for target in swapped if page.select(f"form{target}:has([name=id])")]


def _inline(page: Any, text: str) -> list[str]:
    faults = [str(tag)[:80] for tag in page.select("script:not([src]), style, [style]")]
    return faults + re.findall(r"<[^>]+\son[a-z]+=[^>]+>", text)


def _typography(page: Any, _text: str) -> list[str]:
    found = []
    for string in page.find_all(string=True):
        if string.parent.name in CODE_LIKE or string.find_parent(attrs={"data-typed": True}):
            continue
        for rule in (ONE_LETTER, STRAIGHT_QUOTES, HYPHEN_RANGE, DECIMAL_POINT):
            found += [f"{m.group()!r} in {string.strip()[:80]!r}" for m in rule.finditer(string)]
    return found


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
