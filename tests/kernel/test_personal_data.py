"""What looks like personal data is found, what only sounds like it is left alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.personal_data import Kind, findings, masked

FOUND = [
    ("řekl, že má 900101/1239", Kind.BIRTH_NUMBER, "900101/1239"),
    ("rč 9001011239", Kind.BIRTH_NUMBER, "9001011239"),
    ("rodné číslo 900101 1239", Kind.BIRTH_NUMBER, "900101 1239"),
    ("žena 405512/123", Kind.BIRTH_NUMBER, "405512/123"),
    ("překlep 855231/1234", Kind.LIKE_BIRTH_NUMBER, "855231/1234"),
    ("překlep 900101/1230", Kind.LIKE_BIRTH_NUMBER, "900101/1230"),
    ("zkomolené 405582/123", Kind.LIKE_BIRTH_NUMBER, "405582/123"),
    ("OP č. 201234567", Kind.ID_CARD, "201234567"),
    ("občanka 201 234 567", Kind.ID_CARD, "201 234 567"),
    ("číslo 123456789", Kind.ID_CARD, "123456789"),
    ("auto 1K2 3456", Kind.PLATE, "1K2 3456"),
    ("RZ: 2ac5678", Kind.PLATE, "2ac5678"),
    ("spz KVA 5521", Kind.PLATE, "KVA 5521"),
    ("modré auto SOA 12-34", Kind.PLATE, "SOA 12-34"),
    ("elektromobil EL 001 AB", Kind.PLATE, "EL 001 AB"),
    ("volat 777 123 456", Kind.PHONE, "777 123 456"),
    ("tel. 777123456", Kind.PHONE, "777123456"),
    ("+420 602 123 456", Kind.PHONE, "+420 602 123 456"),
    ("00420602123456", Kind.PHONE, "00420602123456"),
    ("+49 3772 12345", Kind.PHONE, "+49 3772 12345"),
    ("napsal na jan.novak@posta.example", Kind.EMAIL, "jan.novak@posta.example"),
    ("pan Novák byl opilý", Kind.NAME, "Novák"),
    ("s paní Novákovou", Kind.NAME, "Novákovou"),
    ("panu Petru Dvořákovi", Kind.NAME, "Petru Dvořákovi"),
    ("paní B. Nováková", Kind.NAME, "B. Nováková"),
    ("přišel pan Dr. Novák", Kind.NAME, "Novák"),
    ("Mgr. Říhová volala", Kind.NAME, "Říhová"),
    ("Petr Novák seděl na lavičce", Kind.NAME, "Petr Novák"),
    ("Včera Petr Novák seděl", Kind.NAME, "Petr Novák"),
    ("mluvila Novotná Jana", Kind.NAME, "Novotná Jana"),
    ("s Karlem Svobodou", Kind.NAME, "Karlem Svobodou"),
    ("s Jiřím Novým", Kind.NAME, "Jiřím Novým"),
    ("u Marka Dvořáka", Kind.NAME, "Marka Dvořáka"),
    ("Marii Kučerové pomohli", Kind.NAME, "Marii Kučerové"),
    ("bylo to Zdeňce líto", Kind.NAME, "Zdeňce"),
    ("Honza Kučera ze sídliště", Kind.NAME, "Honza Kučera"),
    ("našel ho Petr", Kind.NAME, "Petr"),
    ("Tomáš utekl", Kind.NAME, "Tomáš"),
    ("viděli jsme Rychnovskou a Zahradníčkovou", Kind.NAME, "Zahradníčkovou"),
    ("Novákovi se hádali", Kind.NAME, "Novákovi"),
    ("u Nováků se křičelo", Kind.NAME, "Nováků"),
    ("byl to J. Novák", Kind.NAME, "J. Novák"),
]
CLEAN = [
    "",
    "Ulice Kpt. Jaroše, před hernou",
    "ul. Jana Žižky 12",
    "v Jana Žižky u čísla 8",
    "Ulice Karla Nového je tichá",
    "náměstí Jiřího z Poděbrad",
    "ulice Boženy Němcové",
    "kostel sv. Jana Nepomuckého",
    "Marie Kudeříkové 5",
    "Vlakové a autobusové nádraží",
    "Kraslice Sever, zastávka",
    "paní A a pan B se dohodli",
    "pan Ředitel školy, paní učitelka",
    "Pes bez vodítka. Majitel upozorněn.",
    "Dne 23. 11. 2026 ve 14:32, odpadky 150 kg",
    "U-2025-0412, P-2025-0033",
    "č. j. 123456/2025",
    "zákon 250/2016 Sb., volána 158 a 155",
    "MP 2025, OPZ 2025, APK 2026",
    "SPZ nebyla vidět",
    "Karlovy Vary, Mariánské Lázně, K. Vary",
    "na Lipové, v Růžové ulici",
    "Nová lavička, Kovová tyč, Plastová lahev",
    "Dana na lavičce zůstala",
    "cena 250 000 000 Kč, IČO 00259438, PSČ 35801",
    "Úřad práce Sokolov, Člověk v tísni",
    "V Romské kapele hráli králové",
]


@pytest.mark.parametrize(("text", "kind", "piece"), FOUND)
def test_personal_data_is_found_where_it_stands(text, kind, piece):
    assert [(found.kind, found.text) for found in findings(text)] == [(kind, piece)]


@pytest.mark.parametrize("text", CLEAN)
def test_places_numbers_and_offices_are_left_alone(text):
    assert findings(text) == []


def test_several_findings_come_in_their_order():
    text = "Petr Novák, 777 123 456, 1K2 3456"
    assert [found.kind for found in findings(text)] == [Kind.NAME, Kind.PHONE, Kind.PLATE]


def test_masking_says_what_was_there_and_keeps_the_rest():
    hidden = masked("Seděl tam Petr Novák, tel. 777 123 456, a pil.")
    assert hidden == f"Seděl tam [{Kind.NAME.label}], tel. [{Kind.PHONE.label}], a pil."


SCRAPS = st.sampled_from(
    [text for text, _kind, _piece in FOUND] + CLEAN + ["Jana", "Novák", "+", "/", "00", "7", " "]
)
TEXTS = st.text() | st.lists(SCRAPS | st.text(max_size=3), max_size=6).map("".join)


@given(TEXTS)
def test_findings_stand_where_they_say_and_never_overlap(text):
    found = findings(text)
    assert [text[each.start : each.end] for each in found] == [each.text for each in found]
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(TEXTS)
def test_nothing_is_found_in_a_masked_text(text):
    assert findings(masked(text)) == []


@given(TEXTS)
def test_a_text_without_findings_stays_letter_for_letter(text):
    assert masked(text) == text or findings(text)


@given(
    st.dates().filter(lambda day: day.year >= 1954),
    st.integers(0, 999),
    st.sampled_from([0, 50]),
    st.sampled_from(["", "/"]),
)
def test_every_birth_number_is_found(day, order, woman, slash):
    head = f"{day.year % 100:02}{day.month + woman:02}{day.day:02}{order:03}"
    number = next((head + str(last) for last in range(10) if int(head + str(last)) % 11 == 0), None)
    if number:
        text = f"má {number[:6]}{slash}{number[6:]}, ano"
        assert [found.kind for found in findings(text)] == [Kind.BIRTH_NUMBER]
