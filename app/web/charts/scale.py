"""Axes that people can read: round steps from zero, whole numbers only."""

from itertools import count

STEPS = (1, 2, 5, 10, 20, 25, 50)
LINES = 4


def step(largest: int) -> int:
    """The smallest round step with which a few lines reach the largest value."""
    steps = (number * int(100**power) for power in count() for number in STEPS)
    return next(size for size in steps if size * LINES >= largest)


def ticks(largest: int) -> list[int]:
    """Zero and the steps up to the first that is not below the largest value."""
    width = step(largest)
    return list(range(0, max(largest, 1) + width, width))
