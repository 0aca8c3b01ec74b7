"""After which time without a touch a shared phone locks itself."""

from datetime import datetime, timedelta

# On the page: long enough for a talk with people, too short for a finder.
PHONE_IDLE = timedelta(minutes=5)
# On the server, which sees only whole requests: longer than any shift, shorter than a day off.
SERVER_IDLE = timedelta(hours=12)


def is_idle(touched_at: datetime, now: datetime) -> bool:
    """Whether the phone has lain too long."""
    return now - touched_at >= SERVER_IDLE
