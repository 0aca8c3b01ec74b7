"""Folders for what a writer must put aside while it works; inside the instance and for it alone.

A shared folder for temporary files would show to others on the machine that something is written,
and would keep it for days after a crash.
"""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import current_app

NAME = "scratch"
# A folder without its lock is nobody's, unless it was made at this very moment.
JUST_MADE = 60


@contextmanager
def folder() -> Iterator[Path]:
    """A folder of one's own that is gone afterwards."""
    made = Path(tempfile.mkdtemp(dir=_home()))
    handle = os.open(made, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield made
    finally:
        shutil.rmtree(made)
        os.close(handle)


def sweep() -> int:
    """Take away what a process has left that was killed; the system frees the locks of the dead."""
    return sum(map(_swept, _home().iterdir()))


def _home() -> Path:
    home = Path(current_app.instance_path) / NAME
    home.mkdir(mode=0o700, exist_ok=True)
    return home


def _swept(left: Path) -> bool:
    try:
        if time.time() - left.stat().st_mtime < JUST_MADE:
            return False
        handle = os.open(left, os.O_RDONLY)
    except FileNotFoundError:  # its owner has just finished
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(left, ignore_errors=True)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True
