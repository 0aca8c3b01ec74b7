"""Our own select offers what WTForms' select offers, in the same groups and as safely."""

import pytest
from bs4 import BeautifulSoup
from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired
from wtforms.widgets import Select

from app.web.widgets import PlainSelect

GROUPED = [
    SelectChoice("", "vše"),
    SelectChoice("a", "<b>První</b>", optgroup='Ú"řad'),
    SelectChoice("b", "Druhý & další", optgroup='Ú"řad'),
    SelectChoice('c"', "Třetí", optgroup="<i>Park</i>"),
]
PLAIN = [SelectChoice(each.value, each.label) for each in GROUPED]


class Choosing(Form):
    """One field with groups, one that must be filled in."""

    grouped = SelectField("Kde", choices=GROUPED, name="kde")
    plain = SelectField("Co", choices=PLAIN, validators=[DataRequired()])


def parsed(html):
    return BeautifulSoup(str(html), "html.parser")


@pytest.mark.parametrize("name", ["grouped", "plain"])
@pytest.mark.parametrize("chosen", ["", "b", 'c"', "nic"])
def test_a_plain_select_is_the_same_element(name, chosen):
    field = Choosing(MultiDict({"kde": chosen, "plain": chosen}))[name]
    told = {"aria_describedby": "x-hint", "aria_invalid": False, "title": '"><script>'}
    ours, theirs = (parsed(widget(field, **told)) for widget in (PlainSelect(), Select()))
    assert ours == theirs
    assert [option.attrs for option in ours("option")] == [o.attrs for o in theirs("option")]
    assert not ours(["b", "i", "script"])
