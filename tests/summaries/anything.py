"""Summaries that nobody has thought of: any tables, columns, sections, numbers and names."""

import string
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from app.kernel.quarter import Quarter
from app.summaries.domain import Column, Kind, Named, Row, Summary, Table, Variant

CZECH = string.ascii_letters + string.digits + "áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ"
WORDS = st.lists(st.text(CZECH, min_size=1, max_size=9), min_size=1, max_size=4).map(" ".join)
DAYS = st.dates(date(1999, 1, 1), date(2100, 1, 1))
VALUES = {
    Kind.TEXT: st.one_of(WORDS, DAYS, st.integers(0, 10**6)),
    Kind.COUNT: st.one_of(
        st.integers(0, 10**7),
        st.integers(0, 10**6).map(lambda tenths: tenths / 10),
        st.integers(0, 10**6).map(lambda parts: parts / 100),
    ),
    Kind.CHANGE: st.integers(-(10**6), 10**6),
    Kind.CHANGE_PERCENT: st.integers(-100, 10**4),
    Kind.SHARE: st.integers(0, 1000).map(lambda tenths: tenths / 10),
    Kind.RATE: st.integers(0, 10**5).map(lambda tenths: tenths / 10),
    Kind.DAY: DAYS,
}
LEVELS = ("", "main", "detail", "category", "subcategory")


@st.composite
def tables(draw, key):
    columns = tuple(
        Column(f"c{place}", draw(WORDS), kind)
        for place, kind in enumerate(draw(st.lists(st.sampled_from(Kind), min_size=1, max_size=9)))
    )
    sections = tuple(Named(f"s{n}", draw(WORDS)) for n in range(draw(st.integers(0, 3))))
    rows, totals = [], []
    for section in [each.key for each in sections] or [None]:
        for place in range(draw(st.integers(1, 5))):
            level = draw(st.sampled_from(LEVELS))
            rows.append(_row(draw, f"{section}{place}", columns, level, section))
        if draw(st.booleans()):
            totals.append(_row(draw, "total", columns, "total", section))
    definition = draw(WORDS)
    return Table(key, draw(WORDS), definition, columns, tuple(rows), tuple(totals), sections)


def _row(draw, key, columns, level, section):
    values = {
        column.key: draw(st.one_of(st.none(), VALUES[column.kind], VALUES[column.kind]))
        for column in columns
    }
    return Row(key, draw(WORDS), values, level, section=section)


@st.composite
def summaries(draw):
    keys = draw(st.lists(st.integers(20, 60), min_size=1, max_size=3, unique=True))
    comment = draw(st.lists(st.tuples(WORDS, WORDS), max_size=2))
    return Summary(
        "lhota",
        draw(WORDS),
        Quarter(draw(st.integers(2001, 2099)), draw(st.integers(1, 4))),
        datetime(2026, 1, 5, 9, 12, tzinfo=UTC),
        tuple(draw(tables(f"T{key}")) for key in sorted(keys)),
        draw(st.sampled_from(Variant)),
        comment=tuple(comment),
        status=draw(st.sampled_from(["", "koncept"])),
        version=draw(st.integers(1, 9)),
        excluded=tuple(draw(st.lists(WORDS, max_size=2))),
    )
