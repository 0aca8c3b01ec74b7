"""`flask --app wsgi serve`: what a person reads, and files that are kept but never stale."""

import socket

from app import serving
from app.web import static_files


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
