"""The control of the judge: each of its rules finds the fault that it is there for."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from tests.judge import RULES, judge

GOOD = """<!doctype html><html lang="cs"><head><title>Místa – Ponocný</title></head><body>
<h1>Místa</h1><p data-typed>u nádraží "tady" 1-2</p><code>a b 1.5</code>
<label for="q">Hledat</label><input id="q" name="q"><label><input name="x"> vše</label>
<input aria-label="Den" name="den"><input type="hidden" name="h">
<a href="/mista" hx-get="/mista" hx-target="#seznam">Dál</a><div id="seznam"></div>
<form method="post" action="/x"><input type="hidden" name="csrf_token">
<input type="hidden" name="id"></form>
<template><h1>Zamčeno</h1><div id="q"></div></template>
<script src="/a.js"></script></body></html>"""
FAULTS = {
    "heading": [("<h1>Místa</h1>", ""), ("<title>Místa", "<title>Jinak")],
    "ids": [('<div id="seznam"', '<div id="q"')],
    "labels": [('for="q"', 'for="jiné"'), ('aria-label="Den" ', "")],
    "forms": [(' action="/x"', ""), ('name="csrf_token"', 'name="jiné"'), ('"id"', '"jiné"')],
    "address": [
        ('hx-get="/mista"', 'hx-get="/jinam"'),
        ('hx-target="#seznam"', 'hx-target="seznam"'),
        ('<div id="seznam">', '<div id="seznam" hx-get="/mista" hx-target="#seznam">'),
    ],
    "named id": [('action="/x"', 'action="/x" id="seznam"')],
    "inline": [
        ("<body>", "<body><script>x()</script>"),
        ("<body>", "<body><style>p{}</style>"),
        ("<h1>", '<h1 style="color:red">'),
        ("<h1>", '<h1 onclick="x()">'),
    ],
    "typography": [
        ("</h1>", "</h1><p>v domě</p>"),
        ("</h1>", '</h1><p>tak "zvaný"</p>'),
        ("</h1>", "</h1><p>1-2</p>"),
        ("</h1>", "</h1><p>1.5</p>"),
    ],
}


def judged(text, lenient=()):
    headers, page = {"Content-Type": "text/html"}, BeautifulSoup(text, "html5lib")
    judge(SimpleNamespace(text=text, page=page, headers=headers), lenient)


def test_a_good_page_passes():
    judged(GOOD)


@pytest.mark.parametrize(
    ("rule", "good", "bad"),
    [(rule, *change) for rule, changes in FAULTS.items() for change in changes],
)
def test_each_fault_is_found_by_its_rule_and_by_no_other(rule, good, bad):
    faulty = GOOD.replace(good, bad, 1)
    others = tuple(name for name in RULES if name != rule)
    with pytest.raises(AssertionError, match=rule):
        judged(faulty, others)
    if rule not in {"forms", "labels", "ids", "named id"}:  # one fault may break two of these
        judged(faulty, (rule,))


def test_every_rule_has_its_fault():
    assert FAULTS.keys() == RULES.keys()
