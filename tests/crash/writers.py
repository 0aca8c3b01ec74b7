"""Eight people who write without pause, and a ledger of what they were told, kept outside."""

import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle

from tests.live import GONE, Visitor

PASSWORD = "modrá konvice na okně"
PHONE = "/smena"


@dataclass
class Submission:
    """One form: the record it makes, where it was sent, what answer says that it is saved."""

    entity: str
    path: str
    answer: str
    fields: dict[str, str] = field(default_factory=dict)
    id: uuid.UUID = field(default_factory=uuid.uuid4)
    is_acknowledged: bool = False

    def __str__(self) -> str:
        return f"{self.entity} {self.id}"


class Ledger:
    """Everything that was sent, in the order of sending; lives outside the killed group."""

    def __init__(self) -> None:
        self.sent: list[Submission] = []
        self.oddities: list[str] = []

    def send(self, submission: Submission) -> None:
        """Write down what is about to be sent."""
        self.sent.append(submission)

    def acknowledge(self, submission: Submission) -> None:
        """Write down that the server has called it saved."""
        submission.is_acknowledged = True

    @property
    def acknowledged(self) -> list[Submission]:
        """What the server has called saved."""
        return [submission for submission in self.sent if submission.is_acknowledged]


class Writer(threading.Thread):
    """Sends one form after another, and again what was not acknowledged."""

    def __init__(self, port: int, username: str, ledger: Ledger) -> None:
        super().__init__(name=username, daemon=True)
        self.visitor = Visitor(port)
        self.visitor.sign_in(username, PASSWORD)
        self.ledger = ledger
        self.done = threading.Event()

    def submissions(self) -> Iterator[Submission]:
        """What this person has to say, without end."""
        raise NotImplementedError

    def run(self) -> None:
        """Write until told to stop; the last form is still brought to its end."""
        with self.visitor:
            for number, submission in enumerate(self.submissions(), 1):
                if self.done.is_set():
                    return
                self.ledger.send(submission)
                self._deliver(submission)
                if number % 7 == 0:  # a double tap: the same form once more
                    self._deliver(submission)

    def _deliver(self, submission: Submission) -> None:
        while True:
            try:
                reply = self.visitor.post(
                    submission.path, id=str(submission.id), **submission.fields
                )
            except GONE:
                time.sleep(0.05)
                continue
            if reply.headers["Location"] == submission.answer:
                self.ledger.acknowledge(submission)
            else:
                self.ledger.oddities.append(f"{reply.status} {submission}")
            return


class Manager(Writer):
    """Adds one place after another."""

    def submissions(self) -> Iterator[Submission]:
        """Places whose codes and names occur once."""
        number = 0
        while True:
            number += 1
            code = f"{self.name[-1]}-{number}"
            place = Submission("place", "/mista/nove", "")
            place.answer = f"/mista/{place.id}"
            place.fields = {"code": code, "name": f"Ulice {code}", "kind": "street"}
            yield place


class Assistant(Writer):
    """Begins a shift and taps: a stop, two contacts, an incident, and so on."""

    def __init__(self, port: int, username: str, ledger: Ledger, place: uuid.UUID) -> None:
        super().__init__(port, username, ledger)
        self.place = {"place_id": str(place)}

    def submissions(self) -> Iterator[Submission]:
        """A shift and what its crew sends from the phone."""
        shift = Submission("shift", "/smeny/zacatek", "/", {"single_reason": "illness"})
        yield shift
        contacts = f"/smeny/{shift.id}/kontakty"
        for tap in cycle(
            [
                ("visit", f"/smeny/{shift.id}/obchuzka", PHONE, {**self.place, "result": "calm"}),
                ("contact_tally", contacts, PHONE, {"kind": "resident"}),
                ("contact_tally", contacts, PHONE, {"kind": "senior"}),
                ("incident", "/udalosti/nova", PHONE, {**self.place, "subcategory": "noise"}),
            ]
        ):
            yield Submission(*tap)
