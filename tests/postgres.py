"""A PostgreSQL server of the tests' own: in a temporary folder, on a socket, gone afterwards."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Self

import psycopg

# initdb refuses to run as root; Debian's package brings this account along.
ACCOUNT = "postgres"
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=40")
PATIENCE = 30


class Server:
    """A running cluster; `url` leads to its maintenance database."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes]) -> None:
        self.folder = folder
        self.process = process
        self.url = f"postgresql://{_account()}@/postgres?host={folder}"

    @classmethod
    def started(cls) -> Self | None:
        """A fresh cluster, or None where PostgreSQL is not installed."""
        programs = _programs()
        if programs is None:
            return None
        folder = Path(tempfile.mkdtemp(prefix="ponocny-pg-"))
        if os.geteuid() == 0:
            shutil.chown(folder, ACCOUNT)
        _run(programs / "initdb", *_cluster(folder), folder=folder)
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [programs / "postgres", "-D", folder / "data", "-k", folder, *_settings()],
                stdout=log,
                stderr=log,
                **_as_account(folder),
            )
        server = cls(folder, process)
        server.wait()
        return server

    def wait(self) -> None:
        """Until the server answers."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                psycopg.connect(self.url).close()
            except psycopg.OperationalError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise
                time.sleep(0.1)
            else:
                return

    def stop(self) -> None:
        """End the server and forget its files."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def _programs() -> Path | None:
    """Where initdb stands: the newest of Debian's versions, or on the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    on_path = shutil.which("initdb")
    candidates = [*found, *([Path(on_path)] if on_path else [])]
    return candidates[-1].parent if candidates else None


def _version(program: Path) -> int:
    return int(program.parts[-3])


def _cluster(folder: Path) -> list[Any]:
    """Czech order of letters, so that nothing leans on the byte order that SQLite has."""
    locale = ("--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=cs")
    return ["-D", folder / "data", "-U", _account(), "--auth=trust", "--no-sync", *locale]


def _settings() -> list[str]:
    settings = ("listen_addresses=", *QUICK)
    return [word for setting in settings for word in ("-c", setting)]


def _run(*command: Any, folder: Path) -> None:
    subprocess.run(command, check=True, capture_output=True, **_as_account(folder))


def _account() -> str:
    return ACCOUNT if os.geteuid() == 0 else "ponocny"


def _as_account(folder: Path) -> dict[str, Any]:
    rights = {"user": ACCOUNT, "group": ACCOUNT} if os.geteuid() == 0 else {}
    return {"cwd": folder, **rights}
