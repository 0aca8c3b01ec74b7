"""Static files as phones need them: compressed once, kept by browsers for ever."""

import hashlib
import re
import shutil
import tempfile
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from app.web.security import FILE_HEADERS

STATIC = Path(__file__).parent.parent / "static"
WEEK = 7 * 24 * 60 * 60
# What people need to read our own scripts and styles, and phones do not.
REMARKS = re.compile(r"^[ ]*//.*\n|^/\*.*\*/\n|^[ ]+|\n(?=\n)", re.MULTILINE)


def serve_from(app: Flask) -> None:
    """Answer for static files before Flask, once `prepare` has compressed them."""
    folder = _folder(app)
    if not folder.is_dir():
        return
    # Flask's own way to put something before the application; typing takes it for a method.
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=folder,
        prefix=app.static_url_path,
        max_age=WEEK,
        allow_all_origins=False,
        immutable_file_test=_carries_its_version,
        add_headers_function=_headers,
    )


def prepare(app: Flask) -> None:
    """Keep compressed copies in the instance folder; nothing to do while the files are the same."""
    folder = _folder(app)
    if folder.is_dir():
        return
    draft = Path(tempfile.mkdtemp(prefix="draft-", dir=app.instance_path))
    shutil.copytree(STATIC, draft, dirs_exist_ok=True)
    _lighten(draft)
    _compress(draft)
    for old in folder.parent.glob("static-*"):
        shutil.rmtree(old)
    draft.chmod(0o755)
    draft.rename(folder)


def _folder(app: Flask) -> Path:
    """Named by what is in it, so that copies of another version are never served."""
    digest = hashlib.sha256(REMARKS.pattern.encode())
    for path in sorted(path for path in STATIC.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(STATIC)}\0".encode() + path.read_bytes())
    return Path(app.instance_path) / f"static-{digest.hexdigest()[:16]}"


def _lighten(folder: Path) -> None:
    """Without remarks and indentation a third less travels."""
    for path in [*folder.glob("*.js"), *folder.glob("*.css")]:
        path.write_text(REMARKS.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")


def _compress(folder: Path) -> None:
    compressor = Compressor(quiet=True)
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        if compressor.should_compress(path.name):
            compressor.compress(str(path))


def _carries_its_version(_path: str, url: str) -> bool:
    """Templates ask by `asset()`, with the fingerprint; only style sheets ask for fonts without."""
    return not url.endswith(".woff2")


def _headers(headers: Headers, _path: str, url: str) -> None:
    for name, value in FILE_HEADERS.items():
        headers[name] = value
    if url.endswith((".css", ".js")):  # no page of its own, so the policy of a page says nothing
        del headers["Content-Security-Policy"]
