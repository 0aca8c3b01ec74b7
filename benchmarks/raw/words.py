"""What the statements have in common: the periods, and which rows count."""

from collections.abc import Iterable

# (column, its first day, the day after it)
PERIODS = (
    ("m1", ":first", ":second"),
    ("m2", ":second", ":third"),
    ("m3", ":third", ":end"),
    ("total", ":first", ":end"),
    ("previous", ":before", ":first"),
    ("last_year", ":year_ago", ":year_ago_end"),
)
SPAN = "span(col, since, until) AS (VALUES {})".format(
    ", ".join(f"('{name}', {since}, {until})" for name, since, until in PERIODS)
)
ANY_DAY = "(({0} >= :before AND {0} < :end) OR ({0} >= :year_ago AND {0} < :year_ago_end))"
OF_ASSISTANTS = "s.municipality_id = :town AND s.is_training = 0 AND s.kind <> 'dp_round'"
HELD = f"{OF_ASSISTANTS} AND s.status NOT IN ('planned', 'cancelled')"
HERE = "valid_from <= :last AND (valid_to IS NULL OR valid_to >= :last)"
WORKS = "(roles LIKE '%|apk|%' OR roles LIKE '%|dp|%')"


def counted(alias: str = "i") -> str:
    """The incidents of the town that figures count, of any day."""
    return (
        f"{alias}.municipality_id = :town AND {alias}.status IN ('recorded', 'checked') "
        f"AND {alias}.is_training = 0"
    )


def across(value: str, day: str = "day") -> str:
    """An aggregate for each period."""
    return ", ".join(
        f"{value} FILTER (WHERE {day} >= {since} AND {day} < {until}) AS {name}"
        for name, since, until in PERIODS
    )


def by_month(value: str, day: str = "day") -> str:
    """An aggregate for each month and for the quarter."""
    return across(value, day).partition(f", {value} FILTER (WHERE {day} >= :before")[0]


def each(value: str, condition: str, names: Iterable[str], prefix: str) -> str:
    """An aggregate for each code; `{}` in the condition is the code."""
    return ", ".join(
        f'{value} FILTER (WHERE {condition.format(name)}) AS "{prefix}{name}"' for name in names
    )
