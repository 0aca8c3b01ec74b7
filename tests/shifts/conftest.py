"""Looking into one town as a request does."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from app.kernel.db import db
from app.kernel.scope import scope


@pytest.fixture
def within(app: Flask) -> Callable[[Any, Callable[[], Any]], Any]:
    """What a question answers in the town of this row: `within(person, lambda: …)`."""

    def look(row: Any, question: Callable[[], Any]) -> Any:
        with app.app_context(), scope(row.municipality_id):
            answer = question()
            db.session.expunge_all()
            return answer

    return look
