"""A device without a screen: makes passkeys and answers riddles as a phone does (WebAuthn)."""

import hashlib
import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import encode_cbor

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class Device:
    """One passkey; `verifies` says whether the device looks who holds it."""

    def __init__(self, origin: str = "http://localhost", host: str = "localhost") -> None:
        self.origin, self.host = origin, host
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.count = 0
        self.verifies = True

    def makes(self, asked: dict[str, Any]) -> str:
        """The answer to what a page asks for a new passkey."""
        told = (
            self._data(ATTESTED) + bytes(16) + len(self.id).to_bytes(2) + self.id + self._public()
        )
        sealed = encode_cbor({"fmt": "none", "attStmt": {}, "authData": told})
        response = {"attestationObject": written(sealed)}
        return self._answer("webauthn.create", asked, response)

    def proves(self, asked: dict[str, Any], **other: str) -> str:
        """The answer to a riddle: signed, and counted."""
        self.count += 1
        told, client = self._data(0), self._client("webauthn.get", asked)
        signature = self.key.sign(told + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        response = {"authenticatorData": written(told), "signature": written(signature), **other}
        return self._answer("webauthn.get", asked, response)

    def _answer(self, kind: str, asked: dict[str, Any], response: dict[str, str]) -> str:
        client = written(self._client(kind, asked))
        ids = {"id": written(self.id), "rawId": written(self.id), "type": "public-key"}
        return json.dumps({**ids, "response": {"clientDataJSON": client, **response}})

    def _client(self, kind: str, asked: dict[str, Any]) -> bytes:
        told = {"type": kind, "challenge": asked["challenge"], "origin": self.origin}
        return json.dumps(told).encode()

    def _data(self, flags: int) -> bytes:
        seen = PRESENT | (VERIFIED if self.verifies else 0) | flags
        return hashlib.sha256(self.host.encode()).digest() + bytes([seen]) + self.count.to_bytes(4)

    def _public(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        point = {-2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        return encode_cbor({1: 2, 3: -7, -1: 1, **point})


def written(value: bytes) -> str:
    """As pages write bytes."""
    return urlsafe_b64encode(value).decode().rstrip("=")


def read(text: str) -> bytes:
    """And back."""
    return urlsafe_b64decode(text + "==")
