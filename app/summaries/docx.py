"""The summary for Word: on the town's paper or ours, with styles that the town can change."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from app.kernel import worddoc, wordpage, wordtable, wordtoc
from app.kernel.i18n import _
from app.kernel.worddoc import Look
from app.summaries import fitting, leaves, paper
from app.summaries.domain import Summary
from app.summaries.leaves import Leaf

STYLES: Mapping[str, Look] = {
    "Normal": Look(10, after=6),
    "Title": Look(26, before=40, after=2, is_strong=True, is_ink=True),
    "Subtitle": Look(14, after=16, is_ink=True),
    "Heading 1": Look(14, after=7, is_strong=True, is_ink=True, is_kept=True),
    "Heading 2": Look(11, before=12, after=4, is_strong=True, is_ink=True, is_kept=True),
    "Caption": Look(9, before=2, after=10),
    "TOC Heading": Look(13, before=18, after=6, is_strong=True, is_ink=True, is_kept=True),
    "toc 1": Look(10, after=4),
    "Header": Look(8.5),
    "Footer": Look(8.5),
    leaves.NOTE: Look(8, before=3),
}
# So much wider than the letters we measure by are those of DejaVu Sans, bold and plain, which
# stands in for Arial where there is nothing better. What has room in it has more in Arial.
BOLD, PLAIN = 1.33, 1.17
# Programs differ in how much stands on a sheet, and a town's styles take some room of their own.
SURE, CAREFUL = 0.985, 0.94
FRONT = 9.0
FACTS, NUMBERS = (0.22, 0.78), (0.36, 0.18, 0.46)
# What stands in the contents: a table, or the comment between tables.
Part = Leaf | None


def write(summary: Summary, letterhead: bytes | None = None) -> bytes:
    """The whole document; the letterhead is one that was cleaned when it was handed in."""
    document = worddoc.begun(letterhead, STYLES)
    _surround(document, summary, is_ours=letterhead is None, is_first=True)
    parts = _parts(document, summary, is_ours=letterhead is None)
    styles = leaves.styles(document, [*filter(None, parts)])
    entries = _entries(parts)
    _front(document, summary, entries)
    lies = False
    for part, entry, number in zip(parts, entries, _numbers(parts), strict=True):
        is_wide = part is not None and part.layout.is_wide
        if is_wide or lies:
            worddoc.lay_down(document, is_wide=is_wide)
            _surround(document, summary, is_ours=letterhead is None)
        leaves.heading(document, entry.text, entry, begins_page=not (is_wide or lies))
        if part:
            leaves.write(document, part, styles, number)
        else:
            _comment(document, summary)
        lies = is_wide
    return _finished(document, summary)


def _finished(document: Any, summary: Summary) -> bytes:
    worddoc.described(
        document,
        title=paper.title(summary),
        author=summary.town_name,
        created=summary.generated_at,
    )
    return worddoc.saved(document)


def _parts(document: Any, summary: Summary, *, is_ours: bool) -> list[Part]:
    """The tables with the comment at its place."""
    before, after = paper.around_comment(summary)
    rooms = _rooms(document, is_ours=is_ours)

    def planned(tables: Sequence[Any]) -> list[Part]:
        return [leaves.leaf(table, summary, rooms) for table in tables]

    return [*planned(before), *([None] if summary.comment else []), *planned(after)]


def _rooms(document: Any, *, is_ours: bool) -> tuple[fitting.Sheet, fitting.Sheet]:
    """The text of an upright and of a lying sheet."""
    section = document.sections[0]
    width, height = wordpage.room(section)
    more = abs(section.page_height - section.page_width) / Pt(1)
    if section.page_width > section.page_height:
        width, height = width - more, height + more
    part = SURE if is_ours else CAREFUL
    upright = fitting.Sheet(width, height * part, BOLD, PLAIN)
    return upright, fitting.Sheet(width + more, (height - more) * part, BOLD, PLAIN)


def _entries(parts: Sequence[Part]) -> list[wordtoc.Entry]:
    """Where each part will stand; the first page is the title's."""
    entries, page = [], 2
    for place, part in enumerate(parts, 1):
        text = paper.heading(part.table) if part else paper.comment_heading()
        entries.append(wordtoc.Entry(text, f"_Toc{place:06}", page))
        page += part.fit.sheets if part else 1
    return entries


def _numbers(parts: Sequence[Part]) -> list[int]:
    """The numbers of the drawings, one after another."""
    drawn = [bool(part and part.chart) for part in parts]
    return [sum(drawn[: place + 1]) for place in range(len(parts))]


def _surround(document: Any, summary: Summary, *, is_ours: bool, is_first: bool = False) -> None:
    """What stands on every page; a town's own paper gets numbers of pages only if it has none."""
    section, pages = document.sections[-1], paper.pages()
    if is_ours:
        running = f"{_('Quarterly summary')}, {summary.quarter.label}"
        worddoc.head(section, summary.town_name, running)
        worddoc.foot(section, paper.edition(summary), pages)
    elif is_first and not worddoc.has_page_numbers(section):
        paragraph = worddoc.add_line(section.footer)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        worddoc.number(paragraph, pages)


def _front(document: Any, summary: Summary, entries: Sequence[wordtoc.Entry]) -> None:
    """Whose summary it is, of what, the numbers that are asked for first, and the contents."""
    worddoc.write(document, _("Quarterly summary"), "Title")
    worddoc.write(document, f"{summary.town_name}, {summary.quarter.label}", "Subtitle")
    width = wordpage.room(document.sections[-1])[0]
    form = _front_form(document, width)
    facts = [wordtable.Line(fact) for fact in paper.front(summary)]
    wordtable.table(document, [_("About the figures"), ""], facts, form)
    if found := paper.highlights(summary):
        worddoc.write(document, "", leaves.NOTE)
        _highlights(document, found, form, width)
    wordtoc.contents(document, _("Contents"), entries, width)


def _front_form(document: Any, width: float) -> wordtable.Form:
    known = leaves.styles(document, [])
    letters = worddoc.looking(document, *leaves.text_style(FRONT)).style_id
    return wordtable.Form(
        table=known.table,
        paragraph=letters,
        head=letters,
        strong=known.strong,
        widths=[width * share for share in FACTS],
        texts=[True, True],
        air=3,
    )


def _highlights(
    document: Any, found: Sequence[paper.Highlight], form: wordtable.Form, width: float
) -> None:
    """One line for each number, with what it was in earlier periods."""
    widths = [width * share for share in NUMBERS]
    wide = replace(form, widths=widths, texts=[True, False, True])
    lines = [wordtable.Line([each.label, each.value, ", ".join(each.before)]) for each in found]
    head = [_("Main figures"), _("This quarter"), _("Earlier quarters")]
    wordtable.table(document, head, lines, wide)


def _comment(document: Any, summary: Summary) -> None:
    for title, text in summary.comment:
        worddoc.write(document, title, "Heading 2")
        for paragraph in paper.paragraphs(text):
            worddoc.write(document, paragraph, "Normal")
