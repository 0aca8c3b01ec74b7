"""`flask --app wsgi serve`: what a person reads, and files that are kept but never stale."""

import socket

import click
import pytest

from app import create_app, jobs, serving
from app.config import Config
from app.web import static_files
from tests.live import free_port


def test_a_taken_port_is_said_with_what_to_do(shared_app, monkeypatch):
    with socket.socket() as other:
        other.bind((serving.HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        result = shared_app.test_cli_runner().invoke(args=["serve"])
    assert result.exit_code == 1
    assert f"Port {port} používá jiný program" in result.output


def test_the_server_has_few_threads_and_a_process_for_each_core():
    command = serving.server_command(8000)
    assert command[command.index("--blocking-threads") + 1] == "2"
    assert command[command.index("--host") + 1] == "127.0.0.1"


def test_sample_accounts_stand_in_columns():
    table = serving._table([("mentor", "Karel", "karel", "a"), ("x", "Marie", "marie", "b")])
    _head, _rule, karel, marie = table.splitlines()
    assert karel.split() == ["mentor", "Karel", "karel", "a"]
    assert karel.index("karel") == marie.index("marie")


def test_files_are_packed_once_and_packed_anew_when_they_change(shared_app, tmp_path, monkeypatch):
    source, instance = tmp_path / "static", tmp_path / "instance"
    source.mkdir()
    instance.mkdir()
    monkeypatch.setattr(static_files, "STATIC", source)
    monkeypatch.setattr(shared_app, "instance_path", str(instance))
    for colour in ("red", "blue"):
        (source / "app.css").write_text(f"body {{ color: {colour} }}\n" * 50, encoding="utf-8")
        static_files.prepare(shared_app)
        static_files.prepare(shared_app)
    (kept,) = instance.iterdir()
    assert "blue" in (kept / "app.css").read_text(encoding="utf-8")
    assert {path.name for path in kept.iterdir()} == {"app.css", "app.css.br", "app.css.gz"}


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://obec@db/ponocny", "postgresql://obec@db/ponocny"),
        ("postgresql://obec@db/ponocny", "postgresql://obec@db/ponocny"),
        ("postgresql+psycopg:///ponocny", "postgresql+psycopg:///ponocny"),
        ("sqlite:////srv/ponocny.db", "sqlite:////srv/ponocny.db"),
    ],
)
def test_an_address_of_a_database_is_taken_in_its_usual_forms(tmp_path, given, used):
    settings = Config(instance_path=tmp_path, database_url=given).settings()
    assert settings["SQLALCHEMY_DATABASE_URI"] == used


@pytest.mark.parametrize("url", ["mysql://obec@db/x", "postgresql+psycopg2:///x", "/srv/x.db"])
def test_another_database_is_refused_in_words(tmp_path, url):
    with pytest.raises(click.ClickException, match="DATABASE_URL začíná postgresql://"):
        Config(instance_path=tmp_path, database_url=url).settings()


def test_a_database_that_does_not_answer_is_said_with_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("PORT", str(free_port()))
    nowhere = Config(instance_path=tmp_path, database_url=f"postgresql:///x?host={tmp_path}")
    result = create_app(nowhere).test_cli_runner().invoke(args=["serve"])
    assert result.exit_code == 1
    assert "Databáze neodpovídá." in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(("wanted", "given"), [({}, "1"), ({jobs.IN_SERVER: "0"}, "0")])
def test_the_server_does_by_itself_what_is_due_unless_a_timer_does(monkeypatch, wanted, given):
    environment, told = dict(wanted), []
    monkeypatch.setattr(serving.os, "environ", environment)
    monkeypatch.setattr(serving.os, "chdir", lambda _folder: None)
    monkeypatch.setattr(serving.os, "execv", lambda *words: told.append(words))
    serving._become_server(8000)
    assert (len(told), environment[jobs.IN_SERVER]) == (1, given)
