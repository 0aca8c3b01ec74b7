"""Settings, read from the environment; every default is safe in production."""

import os
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

import click

from app.kernel.i18n import _

try:
    import pysqlite3.dbapi2 as sqlite
except ImportError:  # no wheel for this processor; db.py then chooses the TRUNCATE journal
    import sqlite3 as sqlite

ROOT = Path(__file__).parent.parent
DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")


@dataclass
class Config:
    """What may differ between one installation and another."""

    instance_path: Path = ROOT / "instance"
    database_url: str = ""
    secret_key: str = ""
    vault_keys: str = ""
    https: bool = False
    proxies: int = 0
    flask: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_environment(cls) -> Self:
        """Read INSTANCE_PATH, DATABASE_URL, SECRET_KEY, VAULT_KEYS, HTTPS and TRUSTED_PROXIES."""
        return cls(
            instance_path=Path(os.environ.get("INSTANCE_PATH", ROOT / "instance")).resolve(),
            database_url=os.environ.get("DATABASE_URL", ""),
            secret_key=os.environ.get("SECRET_KEY", ""),
            vault_keys=os.environ.get("VAULT_KEYS", ""),
            https=os.environ.get("HTTPS", "") == "1",
            proxies=int(os.environ.get("TRUSTED_PROXIES", "0")),
        )

    def settings(self) -> dict[str, Any]:
        """The settings as Flask and its extensions name them."""
        self.instance_path.mkdir(parents=True, exist_ok=True)
        url = self._database()
        return {
            "SECRET_KEY": self.secret_key or self._kept_secret(),
            "VAULT_KEYS": self.vault_keys,
            "SQLALCHEMY_DATABASE_URI": url,
            "SQLALCHEMY_ENGINE_OPTIONS": _engine_options(url),
            "SESSION_COOKIE_NAME": "__Host-session" if self.https else "session",
            "SESSION_COOKIE_SECURE": self.https,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_PATH": "/",
            "PERMANENT_SESSION_LIFETIME": timedelta(days=90),
            "SESSION_REFRESH_EACH_REQUEST": False,  # web/lock.py says why
            "MAX_CONTENT_LENGTH": 1_000_000,
            "MAX_FORM_MEMORY_SIZE": 1_000_000,
            "WTF_CSRF_TIME_LIMIT": None,
            "WTF_CSRF_CHECK_DEFAULT": False,
            "WTF_CSRF_SSL_STRICT": self.https,
            "HTTPS": self.https,
            "TRUSTED_PROXIES": self.proxies,
            **self.flask,
        }

    def _database(self) -> str:
        if not self.database_url:
            return f"sqlite:///{self.instance_path / 'ponocny.sqlite3'}"
        url = self.database_url.replace("postgres://", "postgresql://", 1)
        if url.startswith(DATABASES):
            return url
        raise click.ClickException(
            _("DATABASE_URL begins with postgresql://, or it is empty and SQLite is used.")
        )

    def _kept_secret(self) -> str:
        """The key of this installation, made at its first start and readable by its owner only."""
        path = self.instance_path / "secret.key"
        if not path.exists():
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            os.write(handle, secrets.token_urlsafe(48).encode())
            os.close(handle)
        return path.read_text(encoding="utf-8")


def _engine_options(url: str) -> dict[str, Any]:
    # What people type never stands in a log, not even when the database refuses it.
    common = {"hide_parameters": True}
    if not url.startswith("sqlite"):
        return {"pool_pre_ping": True, **common}
    return {"module": sqlite, **common}
