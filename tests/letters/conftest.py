"""The same people as for disputes."""

from tests.disputes.conftest import cast

__all__ = ["cast"]
