"""Typesetting on paper: templates of our own, fonts of our own, data that never becomes code."""

import json
import unicodedata
from bisect import bisect
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, cast

import typst
from PIL import ImageFont

FONTS = Path(__file__).parent.parent / "fonts"
# For screen readers and for the archive at once.
STANDARDS: Final = ("ua-1", "a-2a")
DOTS_PER_INCH = 200
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Letters are measured in a size in which rounding to whole dots does not matter.
MEASURED_AT = 1000
# What a program obeys and nobody sees.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
SPACES = {"\n", "\t", "\r", "\u2028", "\u2029"}


def pdf(template: Path, data: Any, *, created: datetime) -> bytes:
    """The document of a template and its data; refuses what no screen reader could read."""
    made = _compiler(template, data).compile(
        format="pdf", pdf_standards=list(STANDARDS), timestamp=int(created.timestamp())
    )
    return cast(bytes, made)


def png(template: Path, data: Any) -> bytes:
    """A picture of the same, for documents that take no drawings."""
    return cast(bytes, _compiler(template, data).compile(format="png", ppi=DOTS_PER_INCH))


def shown(text: str) -> str:
    """The text in letters that our font has; a stand-in for each of the others."""
    plain = unicodedata.normalize("NFC", "".join(" " if c in SPACES else c for c in text))
    seen = (c for c in plain if unicodedata.category(c) not in UNSEEN)
    return "".join(c if _is_known(c) else REPLACEMENT for c in seen)


@lru_cache(maxsize=4096)
def width(text: str, *, is_bold: bool = False) -> float:
    """How wide a line of text is, as a multiple of the size of its letters."""
    return _font("Bold" if is_bold else "Regular").getlength(shown(text)) / MEASURED_AT


def _compiler(template: Path, data: Any) -> typst.Compiler:
    """It reads its own folder only, and neither packages nor fonts of the machine."""
    nowhere = template.parent / "packages"
    return typst.Compiler(
        template,
        root=template.parent,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data)},
        package_path=nowhere,
        package_cache_path=nowhere,
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@cache
def _font(style: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(
        FONTS / f"Roboto-{style}.ttf", MEASURED_AT, layout_engine=ImageFont.Layout.BASIC
    )


def _is_known(letter: str) -> bool:
    starts, ends = _letters()
    place = bisect(starts, ord(letter)) - 1
    return place >= 0 and ord(letter) <= ends[place]


@cache
def _letters() -> tuple[list[int], list[int]]:
    """The first and the last of each range of letters in the font."""
    lines = (FONTS / "letters.txt").read_text().split()
    numbers = [int(number, 16) for number in lines]
    return numbers[::2], numbers[1::2]
