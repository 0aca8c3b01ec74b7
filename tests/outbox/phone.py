"""A phone without a screen: seals forms as the script on the phone does, and sends them late."""

import io
import json
import os
import uuid
from datetime import datetime
from typing import Any, NamedTuple, Self

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask

from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.db import db
from app.kernel.scope import scope
from app.outbox import actions

OURS = {"Sec-Fetch-Site": "same-origin"}
VERSION = 2


class Picture(NamedTuple):
    """A file of a form."""

    field: str
    type: str
    content: bytes


class Phone:
    """One person's phone: knows the town's public key and holds a ticket, but no password."""

    def __init__(self, app: Flask, person: Membership, browser: Any = None) -> None:
        self.app, self.person = app, person
        self.town = person.municipality_id
        self.browser = browser or app.test_client()
        with app.app_context(), scope(self.town):
            key = actions.ensure_key(by=None)
            self.key_id, self.key = key.id, key.public_key
            token = actions.issue_ticket(person, device="Chrome, Android", by=None)
            db.session.commit()
        self.browser.set_cookie("ticket", f"{self.town.hex}.{token}", path="/odeslani")

    def stored(
        self,
        path: str,
        *,
        at: datetime | None = None,
        picture: Picture | None = None,
        version: int = VERSION,
        id: uuid.UUID | None = None,
        **fields: Any,
    ) -> dict[str, Any]:
        """What the phone keeps of a form until there is signal."""
        key, moment = id or uuid.uuid4(), (at or clock.received()).isoformat()
        pairs = [[name, str(value)] for name, value in {"id": key, **fields}.items()]
        plain = packed(path, pairs, moment, picture)
        return {
            "id": str(key),
            "author": str(self.person.id),
            "kind": "Obchůzka",
            "at": moment,
            "after_lock": "0",
            "waiting": "0",
            "envelope": self.sealed(plain, key, version),
        }

    def sealed(self, plain: bytes, key: uuid.UUID, version: int = VERSION) -> bytes:
        """The envelope, written after the contract and not after the server's code."""
        own = ec.generate_private_key(ec.SECP256R1())
        town = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), self.key)
        shared, info = own.exchange(ec.ECDH(), town), f"ponocny outbox {version}".encode()
        secret = HKDF(SHA256(), length=32, salt=b"", info=info).derive(shared)
        nonce = os.urandom(12)
        closed = AESGCM(secret).encrypt(nonce, plain, self.address(key, version))
        point = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return bytes([version]) + self.key_id.bytes + point + nonce + closed

    def address(self, key: uuid.UUID, version: int) -> bytes:
        """Whose entry it is, in the letters that JSON.stringify writes."""
        return f'["{key}","{self.person.id}","{self.town}",{version}]'.encode()

    def send(self, entry: dict[str, Any], headers: Any = OURS, **values: Any) -> Any:
        """One entry in one request; the answer as it came."""
        fields = {"sent_at": clock.received().isoformat(), **entry, **values}
        fields["envelope"] = (io.BytesIO(fields["envelope"]), "envelope")
        return self.browser.post(
            "/odeslani", data=fields, headers=headers, content_type="multipart/form-data"
        )

    def told(self, path: str, **fields: Any) -> str:
        """Fill in, store and send at once; the state that the server answers."""
        return str(self.send(self.stored(path, **fields)).json["state"])

    def without_ticket(self) -> Self:
        """As after clearing cookies."""
        self.browser.delete_cookie("ticket", path="/odeslani")
        return self


def packed(path: str, pairs: list[Any], at: str, picture: Picture | None = None) -> bytes:
    """The form as bytes: length of the header, the header, the file."""
    file = {"name": picture.field, "type": picture.type} if picture else None
    header = json.dumps({"path": path, "fields": pairs, "file": file, "at": at}).encode()
    return len(header).to_bytes(4) + header + (picture.content if picture else b"")
