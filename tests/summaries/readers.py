"""What people and programs find in the documents of a summary, table by table and row by row."""

import csv
import io
import re
from zipfile import ZipFile

import docx
import openpyxl
import pypdf

from app.kernel import typeset
from app.kernel.clock import local
from app.summaries import paper

SPACE = re.compile(r"\s+")


def lines(table):
    return [row for _section, rows, totals in table.parts() for row in (*rows, *totals)]


def bare(text):
    return SPACE.sub("", text)


def printed(table):
    """The rows as people read them."""
    return [[paper.tied(row.label), *paper.cells(table, row)] for row in lines(table)]


def stored(table):
    """The rows as programs read them."""
    return [
        [row.key, row.label, *(_plain(row.values[column.key]) for column in table.columns)]
        for row in lines(table)
    ]


def _plain(value):
    return local(value).replace(tzinfo=None) if hasattr(value, "hour") else value


def in_docx(content, summary):
    """The rows of each table; the first tables stand on the title page."""
    found = docx.Document(io.BytesIO(content)).tables[-len(summary.tables) :]
    return {
        table.key: [
            [_text(cell) for cell in row.tc_lst]
            for row in made._tbl.tr_lst[1:]
            if len(row.tc_lst) > 1
        ]
        for table, made in zip(summary.tables, found, strict=True)
    }


def _text(cell):
    return "".join(text.text or "" for text in cell.iter("{*}t"))


def in_xlsx(content, summary):
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheets = [sheet for sheet in book if re.match(r"T\d+ ", sheet.title)]
    return {table.key: _on_sheet(sheet, table) for table, sheet in _beside(summary, sheets)}


def _beside(summary, sheets):
    by_key = {sheet.title.split()[0]: sheet for sheet in sheets}
    return [(table, by_key[table.key]) for table in summary.tables]


def _on_sheet(sheet, table):
    names = {section.key for section in table.sections}
    rows = sheet.iter_rows(min_row=6, max_col=len(table.columns) + 2, values_only=True)
    return [
        [_day(value) for value in row]
        for row in rows
        if row[0] and not (row[0] in names and not any(row[2:]))
    ]


def _day(value):
    """A day without a time is a day."""
    return value.date() if hasattr(value, "hour") and value.hour == 0 else value


def in_csv(content, summary):
    archive = ZipFile(io.BytesIO(content))
    names = {name.split("-")[0]: name for name in archive.namelist()}
    return {table.key: _records(archive.read(names[table.key])) for table in summary.tables}


def _records(content):
    text = content.decode("utf-8-sig")
    rows = [*csv.reader(io.StringIO(text, newline=""), delimiter=";")]
    return [row[2:4] + row[5:] for row in rows[1:]]


def in_pdf(content):
    """All its text, without spaces, in the order in which it is read."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    return "".join(bare(page.extract_text()) for page in reader.pages)


def stands_in(text, rows):
    """The rows that do not follow each other in the text."""
    missing, place = [], 0
    for row in rows:
        wanted = bare(typeset.shown("".join(row)))
        found = text.find(wanted, place)
        if found < 0:
            missing.append(row)
        else:
            place = found + len(wanted)
    return missing
