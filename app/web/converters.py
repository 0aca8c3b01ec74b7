"""What stands in an address as a value: a quarter such as 2025Q4."""

from flask.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter

from app.kernel.quarter import Quarter


class QuarterConverter(BaseConverter):
    """Any other text is not an address of ours."""

    regex = r"2\d{3}Q[1-4]"

    def to_python(self, value: str) -> Quarter:
        return Quarter.parse(value)


def know_quarters(state: BlueprintSetupState) -> None:
    """Let a blueprint's addresses carry <quarter:quarter>; call it before its routes."""
    state.app.url_map.converters["quarter"] = QuarterConverter
