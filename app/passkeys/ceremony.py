"""Passkeys by the rules of WebAuthn: what a device is asked, and whether its answer holds.

W3C Web Authentication, Level 2: registration 7.1, authentication 7.2.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.passkeys.domain import Origin

PRODUCT = "Ponocný"
VERIFIED = UserVerificationRequirement.REQUIRED


class Unbelievable(ValueError):  # noqa: N818 - named as the sentence it says
    """An answer that proves nothing: another challenge, address or key, or a copied device."""


@dataclass(frozen=True)
class Made:
    """What is kept of a new passkey."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


def to_make(
    origin: Origin, user_id: bytes, username: str, challenge: bytes, known: Sequence[bytes]
) -> str:
    """What the device is asked when a passkey is made; JSON for the browser."""
    options = generate_registration_options(
        rp_id=origin.name,
        rp_name=PRODUCT,
        user_id=user_id,
        user_name=username,
        challenge=challenge,
        exclude_credentials=_named(known),
        authenticator_selection=AuthenticatorSelectionCriteria(
            user_verification=VERIFIED, resident_key=ResidentKeyRequirement.DISCOURAGED
        ),
    )
    return options_to_json(options)


def to_prove(origin: Origin, challenge: bytes, known: Sequence[bytes]) -> str:
    """What the device is asked when its person unlocks; JSON for the browser."""
    options = generate_authentication_options(
        rp_id=origin.name,
        challenge=challenge,
        allow_credentials=_named(known),
        user_verification=VERIFIED,
    )
    return options_to_json(options)


def made(answer: str, origin: Origin, challenge: bytes) -> Made:
    """The new passkey, or Unbelievable."""
    try:
        told = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=origin.name,
            expected_origin=origin.whole,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise Unbelievable(str(error)) from None
    return Made(told.credential_id, told.credential_public_key, told.sign_count)


def proven(
    answer: str, origin: Origin, challenge: bytes, public_key: bytes, sign_count: int
) -> int:
    """How often the passkey says it was used; Unbelievable when it proves nothing.

    A count that does not grow tells of a copy.
    """
    try:
        told = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=origin.name,
            expected_origin=origin.whole,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise Unbelievable(str(error)) from None
    return told.new_sign_count


def _named(known: Sequence[bytes]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=each) for each in known]


def credential_id(text: str) -> bytes:
    """The name of a passkey as the browser writes it."""
    return base64url_to_bytes(text)
