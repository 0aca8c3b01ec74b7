"""Folders for what is put aside: they go with their owner, also when he is killed."""

import os
import subprocess
import sys
import time

import pytest

from app.config import ROOT
from app.kernel import scratch

DYING = """
import os, signal, sys
from flask import Flask
from app.kernel import scratch
with Flask("x", instance_path=sys.argv[1]).app_context(), scratch.folder() as folder:
    (folder / "secret").write_text("x")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def old(monkeypatch):
    """Everything was made long ago."""
    now = time.time()
    monkeypatch.setattr(scratch.time, "time", lambda: now + 2 * scratch.JUST_MADE)


@pytest.fixture
def inside(shared_app, tmp_path):
    with shared_app.app_context():
        kept, shared_app.instance_path = shared_app.instance_path, str(tmp_path)
        yield tmp_path / scratch.NAME
        shared_app.instance_path = kept


def test_a_folder_is_for_its_owner_alone_and_gone_afterwards(inside):
    with scratch.folder() as folder:
        (folder / "x").write_text("x", encoding="utf-8")
        assert {path.stat().st_mode & 0o777 for path in (inside, folder)} == {0o700}
    assert list(inside.iterdir()) == []


def test_a_failure_takes_it_away_too(inside):
    with pytest.raises(OSError, match="full"), scratch.folder():
        raise OSError("full")
    assert list(inside.iterdir()) == []


def test_what_a_killed_process_has_left_is_swept(inside, old, tmp_path):
    command = [sys.executable, "-c", DYING, str(tmp_path)]
    subprocess.run(command, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert [path.name for path in inside.rglob("*") if path.is_file()] == ["secret"]
    assert scratch.sweep() == 1
    assert list(inside.iterdir()) == []


def test_the_folder_of_who_lives_is_left(inside, old):
    with scratch.folder() as folder:
        assert scratch.sweep() == 0
        assert folder.exists()


def test_one_just_made_is_left_until_it_has_its_lock(inside):
    (inside.parent / scratch.NAME).mkdir(exist_ok=True)
    (inside / "new").mkdir()
    assert scratch.sweep() == 0
