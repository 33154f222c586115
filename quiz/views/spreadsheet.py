"""Tables as files, written row by row: a long one takes no more memory."""

import csv
import re
from decimal import Decimal
from itertools import chain
from tempfile import TemporaryFile

from django.http import FileResponse, StreamingHttpResponse
from django.utils.translation import get_language_bidi
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a spreadsheet program takes for the beginning of a formula.
FORMULA = tuple("=+-@\t\r")
# By which Excel knows that a text is in UTF-8.
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
LONGEST = 32_767  # signs that a cell holds
# What the name of a sheet cannot hold, and how long it may be.
NOT_IN_TITLES, LONGEST_TITLE = re.compile(r"[\\/*?:\[\]]"), 31


def csv_response(sheet, name):
    """Send a table as lines of text; line breaks within a cell are kept."""
    return StreamingHttpResponse(
        _lines(sheet),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def xlsx_response(sheet, name):
    """Send a table as a workbook: numbers as numbers, words never as formulas."""
    book = Workbook(write_only=True)
    page = book.create_sheet(NOT_IN_TITLES.sub(" ", sheet.title)[:LONGEST_TITLE])
    page.sheet_view.rightToLeft = get_language_bidi()
    page.freeze_panes = "A2"
    for row in chain([sheet.header], sheet.rows):
        page.append([_cell(page, each) for each in row])
    # Closed by the response, once it is sent.
    file = TemporaryFile()  # noqa: SIM115
    book.save(file)
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX
    )


def _lines(sheet):
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK
    for row in chain([sheet.header], sheet.rows):
        yield writer.writerow(map(_harmless, row))


class _Echo:
    """A file that hands back what is written to it."""

    @staticmethod
    def write(text):
        """Return the text."""
        return text


def _harmless(value):
    """Return words that no spreadsheet program runs."""
    if isinstance(value, str) and value.lstrip().startswith(FORMULA):
        return f"'{value}"
    return value


def _cell(page, value):
    if isinstance(value, Decimal):
        return float(value)
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST])
    cell.data_type = "s"
    return cell
