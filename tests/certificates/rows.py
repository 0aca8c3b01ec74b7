"""Certificates for tests."""

from datetime import date
from typing import Any

from app.accounts.models import Membership
from app.certificates.models import Certificate
from app.kernel.db import uuid7
from tests.make import Make


def a_certificate(make: Make, worker: Membership, **values: Any) -> Certificate:
    """A certificate of first aid that holds for ever."""
    own = {"id": uuid7(), "municipality_id": worker.municipality_id, "worker_id": worker.id}
    about = {"name": "První pomoc", "issued_on": date(2025, 1, 1)}
    return make.saved(Certificate(**{**own, **about, **values}))


def for_world(make: Make, worker: Membership, mark: str) -> dict[str, Any]:
    """A certificate of the worker, with `mark` in every text."""
    texts = {"name": f"{mark} osvědčení", "number": mark or None}
    return {"certificate_id": a_certificate(make, worker, **texts).id}
