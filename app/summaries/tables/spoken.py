"""Definitions of tables from which columns were left out: what speaks of them goes with them."""

import re
from collections.abc import Mapping
from dataclasses import replace

from app.summaries.domain import Column, Table
from app.summaries.tables import deeds, kinds, places

# Ordinary ones: those that tie a word to the next one stay.
BLANKS = re.compile(" +")
SPOKEN: Mapping[str, Mapping[str, str]] = {
    "T2": kinds.SPOKEN,
    "T3": places.SPOKEN,
    "T5": deeds.SPOKEN,
}


def narrowed(table: Table, columns: tuple[Column, ...]) -> Table:
    """The table with these columns only."""
    kept, definition = {column.key for column in columns}, table.definition
    for key, sentence in SPOKEN.get(table.key, {}).items():
        if key not in kept:
            definition = definition.replace(sentence, "")
    return replace(table, columns=columns, definition=BLANKS.sub(" ", definition).strip(" "))
