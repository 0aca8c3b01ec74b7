"""What the phone seals only the town's private key opens, byte for byte as agreed."""

import base64
import json
import uuid

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

AUTHOR, TOWN, KEY_ID = (str(uuid.UUID(int=number)) for number in (1, 2, 3))
NOTE = "Příliš žluťoučký kůň 🐴 „u nádraží“"
APPEND = """async ([who, note, photo]) => {
    const outbox = new Outbox();
    const fields = [["id", "page"], ["csrf_token", "secret"], ["note", note], ["note", ""]];
    const blob = photo && new Blob([new Uint8Array(photo)], { type: "image/jpeg" });
    const file = blob && { name: "photo", blob };
    await outbox.append({ path: "/smeny/1/vzkaz", fields, file, kind: "Vzkaz", who });
    const entry = (await outbox.store.transact((table) => table.all())).at(-1);
    return { ...entry, envelope: [...new Uint8Array(entry.envelope)] };
}"""


@pytest.fixture(scope="module")
def private():
    return ec.generate_private_key(ec.SECP256R1())


@pytest.fixture
def who(private):
    raw = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    key = {"id": KEY_ID, "raw": base64.urlsafe_b64encode(raw).decode().rstrip("=")}
    return {"author": AUTHOR, "town": TOWN, "key": key}


def opened(entry, private, author=AUTHOR):
    """The header and the file, opened by the agreed steps and nothing of the application's."""
    envelope = bytes(entry["envelope"])
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), envelope[17:82])
    secret = private.exchange(ec.ECDH(), theirs)
    key = HKDF(SHA256(), length=32, salt=b"", info=b"ponocny outbox 2").derive(secret)
    about = f'["{entry["id"]}","{author}","{TOWN}",2]'.encode()
    plain = AESGCM(key).decrypt(envelope[82:94], envelope[94:], about)
    end = 4 + int.from_bytes(plain[:4], "big")
    return json.loads(plain[4:end]), plain[end:]


def test_the_town_opens_what_the_phone_has_sealed(phone, who, private):
    entry = phone.evaluate(APPEND, [who, NOTE, None])
    header, file = opened(entry, private)
    assert header["path"] == "/smeny/1/vzkaz"
    assert header["fields"] == [["note", NOTE], ["note", ""], ["id", entry["id"]]]
    assert (header["file"], file) == (None, b"")
    assert header["at"].endswith("Z")


def test_the_envelope_begins_as_agreed(phone, who):
    envelope = bytes(phone.evaluate(APPEND, [who, NOTE, None])["envelope"])
    assert envelope[0] == 2
    assert envelope[1:17] == uuid.UUID(KEY_ID).bytes
    assert envelope[17] == 4  # an uncompressed point


def test_a_photo_travels_inside(phone, who, private):
    photo = list(range(256)) * 12
    entry = phone.evaluate(APPEND, [who, NOTE, photo])
    header, file = opened(entry, private)
    assert header["file"] == {"name": "photo", "type": "image/jpeg"}
    assert list(file) == photo


def test_it_opens_under_no_other_author(phone, who, private):
    entry = phone.evaluate(APPEND, [who, NOTE, None])
    with pytest.raises(InvalidTag):
        opened(entry, private, author=TOWN)


def test_nothing_readable_and_no_token_is_stored(phone, who):
    entry = phone.evaluate(APPEND, [who, NOTE, None])
    stored = bytes(entry.pop("envelope")) + repr(entry).encode()
    assert not [word for word in ("nádraží", "vzkaz", "secret") if word.encode() in stored]


def test_no_two_envelopes_are_alike(phone, who):
    first, second = (phone.evaluate(APPEND, [who, NOTE, None]) for _ in range(2))
    assert first["envelope"][17:] != second["envelope"][17:]
