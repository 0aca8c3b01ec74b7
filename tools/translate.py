"""Gathers the English texts of the application, renews the Czech catalogue and compiles it."""

import argparse
import fcntl
import io
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from app.kernel.i18n import nbsp

APP = Path(__file__).parent.parent / "app"
PO = APP / "translations" / "cs" / "LC_MESSAGES" / "messages.po"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
# A template that cannot be read must not lose its texts in silence.
OPTIONS = {"templates/**.html": {"silent": "false"}}
KEYWORDS = {"_": None, "ngettext": (1, 2)}
# Without dates two runs over the same texts write the same bytes.
HEADER = """\
# Czech texts of Ponocný.
msgid ""
msgstr ""
"Language: cs\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);\\n"

"""
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
Texts = dict[str, str | list[str]]


def main() -> None:
    """Renew messages.po and messages.mo; several people may do so at the same time."""
    arguments = read_arguments()
    with one_at_a_time():
        known = read(PO)
        fresh = gather()
        carry_over(known, fresh, keep=arguments.keep)
        for file in arguments.add:
            add(json.loads(file.read_text()), fresh)
        PO.parent.mkdir(parents=True, exist_ok=True)
        PO.write_text(as_text(fresh))
        PO.with_suffix(".mo").write_bytes(compiled(PO))
    report(fresh)


def read_arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--add",
        metavar="FILE.json",
        type=Path,
        action="append",
        default=[],
        help='translations as {"English": "Czech" or ["one", "few", "many"]}',
    )
    parser.add_argument(
        "--keep", action="store_true", help="keep translations whose English text was not found"
    )
    return parser.parse_args()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait until nobody else on this machine is renewing the catalogue."""
    with (Path(tempfile.gettempdir()) / "ponocny-translate.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def gather() -> Catalog:
    """All texts that the code and the templates name."""
    catalog = Catalog(locale="cs")
    found = extract_from_dir(APP, METHODS, OPTIONS, keywords=KEYWORDS)
    for _file, _line, texts, _comments, _context in found:
        catalog.add(texts)
    return catalog


def read(path: Path) -> Catalog:
    """The catalogue as it stands in the file; empty before the first run."""
    if not path.exists():
        return Catalog(locale="cs")
    return read_po(io.BytesIO(path.read_bytes()), locale="cs")


def messages(catalog: Catalog) -> list[Message]:
    """The texts of a catalogue without its header."""
    return [message for message in catalog if message.id]


def carry_over(known: Catalog, fresh: Catalog, *, keep: bool) -> None:
    """Take over the Czech of every English text that is still there, or of all."""
    for old in messages(known):
        new = fresh.get(key(old))
        if new is None and keep:
            fresh.add(old.id, old.string)
        elif new is not None and new.pluralizable == old.pluralizable:
            new.string = old.string


def add(texts: Texts, catalog: Catalog) -> None:
    """Fill in translations; name those that the application does not ask for."""
    for english, czech in texts.items():
        message = catalog.get(english)
        if message is None or message.pluralizable == isinstance(czech, str):
            say(f"not used: {english}")
        elif isinstance(czech, str):
            message.string = nbsp(czech)
        else:
            message.string = tuple(map(nbsp, czech))


def as_text(catalog: Catalog) -> str:
    """The catalogue as a file that changes only where the texts change."""
    body = io.BytesIO()
    write_po(body, catalog, width=0, no_location=True, omit_header=True, sort_output=True)
    return HEADER + body.getvalue().decode().strip() + "\n"


def compiled(path: Path) -> bytes:
    """The catalogue as the application reads it; always the same bytes for the same file."""
    catalog = read(path)
    catalog.creation_date = catalog.revision_date = NO_DATE
    output = io.BytesIO()
    write_mo(output, catalog)
    return output.getvalue()


def report(catalog: Catalog) -> None:
    """Print what waits for its Czech and what does not fit its English."""
    for message in messages(catalog):
        forms = message.string if message.pluralizable else (message.string,)
        if not (all(forms) and len(forms) == (3 if message.pluralizable else 1)):
            say(f"untranslated: {key(message)}")
            continue
        for fault in message.check(catalog):
            say(f"faulty: {key(message)} ({fault})")
    say(f"{len(messages(catalog))} texts")


def key(message: Message) -> str:
    """The English text; of a plural its singular."""
    return message.id[0] if message.pluralizable else message.id


def say(line: str) -> None:
    """Print one line."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
