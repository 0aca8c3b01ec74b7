"""Eight people who write without pause, and a ledger of what they were told, kept outside."""

import threading
import time
import uuid
from dataclasses import dataclass

from tests.live import GONE, Visitor

PASSWORD = "modrá konvice na okně"


@dataclass
class Submission:
    """One form: what was sent under which id, and whether it was acknowledged."""

    id: uuid.UUID
    code: str
    name: str
    is_acknowledged: bool = False

    @property
    def fields(self) -> dict[str, str]:
        """As the browser sends it."""
        return {"id": str(self.id), "code": self.code, "name": self.name, "kind": "street"}


class Ledger:
    """Everything that was sent, in the order of sending; lives outside the killed group."""

    def __init__(self) -> None:
        self.sent: list[Submission] = []
        self.oddities: list[str] = []

    @property
    def acknowledged(self) -> list[Submission]:
        """What the server has called saved."""
        return [submission for submission in self.sent if submission.is_acknowledged]


class Writer(threading.Thread):
    """A manager who adds one place after another and sends again what was not acknowledged."""

    def __init__(self, port: int, username: str, ledger: Ledger) -> None:
        super().__init__(name=username, daemon=True)
        self.visitor = Visitor(port)
        self.visitor.sign_in(username, PASSWORD)
        self.ledger = ledger
        self.done = threading.Event()

    def run(self) -> None:
        """Write until told to stop; the last form is still brought to its end."""
        with self.visitor:
            self._write()

    def _write(self) -> None:
        number = 0
        while not self.done.is_set():
            number += 1
            code = f"{self.name[-1]}-{number}"
            submission = Submission(uuid.uuid4(), code, f"Ulice {code}")
            self.ledger.sent.append(submission)
            self._deliver(submission)
            if number % 7 == 0:  # a double tap: the same form once more
                self._deliver(submission)

    def _deliver(self, submission: Submission) -> None:
        while True:
            try:
                reply = self.visitor.post("/mista/nove", **submission.fields)
            except GONE:
                time.sleep(0.02)
                continue
            if reply.headers["Location"] == f"/mista/{submission.id}":
                submission.is_acknowledged = True
            else:
                self.ledger.oddities.append(f"{reply.status} {submission.name}")
            return
