"""An uploaded document before anything in it is read: bounded, without macros and definitions."""

from io import BytesIO
from typing import Any
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from app.kernel.errors import Refused
from app.kernel.i18n import _

# A letterhead with a picture of the coat of arms has some dozens of parts and hundreds of kB.
MOST_BYTES = 3_000_000
MOST_PARTS = 200
MOST_UNPACKED = 20_000_000
MOST_XML = 3_000_000
OLD_WORD = b"\xd0\xcf\x11\xe0"
BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"


def refusal(message: str) -> Refused:
    """A refusal that stands at the field of the file."""
    return Refused(message, field="file")


def refuse_strange_file(content: bytes) -> None:
    """Before anything is parsed: a bounded archive, no macros, XML without definitions."""
    if content.startswith(OLD_WORD):
        raise refusal(
            _("This is an old or a locked document. Save it as .docx without a password.")
        )
    try:
        with ZipFile(BytesIO(content)) as archive:
            _refuse_bomb(archive)
            _refuse_macros(archive)
            _refuse_definitions(archive)
    except (BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise refusal(_("This is not a Word document (.docx).")) from error


def _refuse_bomb(archive: ZipFile) -> None:
    """No more than told here is ever unpacked: reading stops at the size an entry declares."""
    entries = archive.infolist()
    packed = {entry.compress_type for entry in entries}
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise refusal(_("There is too much in the document. Leave only the header and footer."))
    if not packed <= {ZIP_STORED, ZIP_DEFLATED} or "[Content_Types].xml" not in archive.namelist():
        raise refusal(_("This is not a Word document (.docx)."))


def _refuse_macros(archive: ZipFile) -> None:
    told = archive.read("[Content_Types].xml").lower()
    names = " ".join(archive.namelist()).lower()
    if b"macroenabled" in told or b"vbaproject" in told or "vbaproject" in names:
        raise refusal(_("There are macros in the document. Save it as an ordinary .docx."))


def _refuse_definitions(archive: ZipFile) -> None:
    """XML may define entities that grow or read files: such a document was not made by Word."""
    texts = [text for text in map(archive.read, archive.infolist()) if _is_xml(text)]
    if sum(map(len, texts)) > MOST_XML:
        raise refusal(_("There is too much in the document. Leave only the header and footer."))
    for text in texts:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse_doctype
        try:
            parser.Parse(text, True)
        except expat.ExpatError as error:
            message = _("The document is damaged. Open it in Word and save it anew.")
            raise refusal(message) from error


def _is_xml(content: bytes) -> bool:
    """By its own first sign, whatever the part is called."""
    return content[:64].lstrip(BEFORE_XML).startswith(b"<")


def _refuse_doctype(*_declared: Any) -> None:
    raise refusal(_("The document holds definitions that do not belong there. It was refused."))
