"""Names stand in the order of ČSN 97 6030, whatever the database thinks of it."""

from hypothesis import given
from hypothesis import strategies as st

from app.kernel.i18n import LETTERS, collated

# In the order of the standard: letters first, then marks, then capitals; a blank before letters.
ORDERED = (
    *("", "abeceda", "Ábel", "auto", "byt", "být", "car", "cena", "cíl", "cukr"),
    *("čáp", "čas", "čich", "čtení", "ďábel", "dar", "den", "dům", "dům u řeky", "dům 1", "dvůr"),
    *("ec", "éc", "ěc", "ech", "had", "hora", "hůl", "hypotéka", "chata", "chléb", "chyba"),
    *("ibis", "kruh", "kruch", "lak", "lom", "Lom", "Łomnica", "mír", "míra", "most"),
    *("ňadra", "Nová Ves", "Novák", "Nováková", "Nový", "obec", "óda", "ohně", "pas", "pás"),
    *("Quido", "rada", "ráda", "rychta", "řada", "řeka", "sad", "sůl", "Svoboda", "šál", "škola"),
    *("tam", "ťapka", "tok", "uc", "úc", "ůc", "vlk", "watt", "xylofon", "yperit", "ýr"),
    *("zub", "zvon", "žába", "žito", "1. máje", "28. října", "Ярослав"),
)


@given(st.permutations(ORDERED))
def test_names_sort_as_czech_does(shuffled):
    assert tuple(sorted(shuffled, key=collated)) == ORDERED


@given(st.text(max_size=80))
def test_a_key_is_made_of_digits_that_every_database_orders_alike(text):
    assert collated(text).isascii()
    assert collated(text).isdigit()


@given(st.text(alphabet="aábcčdďhiřsšzž -", max_size=8), st.sampled_from(LETTERS))
def test_a_name_stands_before_a_longer_one_that_begins_with_it(name, letter):
    assert collated(name) < collated(f"{name} {letter}") < collated(f"{name}a{letter}")


def test_a_hyphen_counts_as_a_blank_and_other_signs_as_nothing():
    assert collated("Malá-Nová") == collated("Malá Nová")
    assert collated("O'Hara, st.") == collated("OHara st")
