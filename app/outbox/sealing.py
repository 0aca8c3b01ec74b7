"""Envelopes: sealed on the phone to the town's public key, opened only here (ADR 0009).

version (1) ‖ key id (16) ‖ ephemeral public key (65) ‖ nonce (12) ‖ ciphertext with its tag
"""

import json
import os
import uuid
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.outbox.domain import Damaged, Submission

CURVE = ec.SECP256R1()
# Phones renew themselves late; what an older one has sealed is opened for ever.
VERSIONS = (1, 2)
NEWEST = 2
KEY_ID, EPHEMERAL, NONCE, PRIVATE = 16, 65, 12, 32


@dataclass(frozen=True)
class Address:
    """Whose entry it is; sealed together with it, so that it opens under no other name."""

    id: uuid.UUID
    author_id: uuid.UUID
    town_id: uuid.UUID

    def told(self, version: int) -> bytes:
        """As the phone writes it."""
        parts = [str(self.id), str(self.author_id), str(self.town_id), version]
        return json.dumps(parts, separators=(",", ":")).encode()


def fresh_key() -> tuple[bytes, bytes]:
    """Public and private half of a new key."""
    private = ec.generate_private_key(CURVE)
    number = private.private_numbers().private_value
    return _written(private.public_key()), number.to_bytes(PRIVATE)


def key_id(envelope: bytes) -> uuid.UUID:
    """To which key of the town the envelope was sealed."""
    try:
        return uuid.UUID(bytes=envelope[1 : 1 + KEY_ID])
    except ValueError:
        raise Damaged("the envelope is cut off") from None


def opened(envelope: bytes, private: bytes, address: Address) -> Submission:
    """What the author has written; Damaged when a single bit or the address is another one."""
    version, rest = int.from_bytes(envelope[:1]), envelope[1 + KEY_ID :]
    ephemeral, nonce = rest[:EPHEMERAL], rest[EPHEMERAL : EPHEMERAL + NONCE]
    if version not in VERSIONS:
        raise Damaged("an unknown version of the envelope")
    own = ec.derive_private_key(int.from_bytes(private), CURVE)
    try:
        phone = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, ephemeral)
        secret = own.exchange(ec.ECDH(), phone)
        content = rest[EPHEMERAL + NONCE :]
        plain = AESGCM(_derived(secret, version)).decrypt(nonce, content, address.told(version))
    except (InvalidTag, ValueError):
        raise Damaged("the envelope does not open at this address") from None
    return Submission.read(plain)


def sealed(plain: bytes, public: bytes, town_key_id: uuid.UUID, address: Address) -> bytes:
    """An envelope as a phone makes it: for entries that the server itself has to send."""
    ephemeral = ec.generate_private_key(CURVE)
    town = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public)
    secret, nonce = ephemeral.exchange(ec.ECDH(), town), os.urandom(NONCE)
    closed = AESGCM(_derived(secret, NEWEST)).encrypt(nonce, plain, address.told(NEWEST))
    return bytes([NEWEST]) + town_key_id.bytes + _written(ephemeral.public_key()) + nonce + closed


def _derived(secret: bytes, version: int) -> bytes:
    info = f"ponocny outbox {version}".encode()
    return HKDF(SHA256(), length=32, salt=None, info=info).derive(secret)


def _written(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
