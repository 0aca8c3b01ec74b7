"""What people type stands in no error of the database, so in no log either."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.kernel.db import db

SECRET = "TAJNEJMENO"


def test_an_error_of_the_database_does_not_repeat_what_was_typed(app):
    with app.app_context(), db.engine.connect() as connection, pytest.raises(DBAPIError) as found:
        connection.execute(text("SELECT :typed FROM nowhere"), {"typed": SECRET})
    assert "nowhere" in str(found.value)
    assert SECRET not in str(found.value)
