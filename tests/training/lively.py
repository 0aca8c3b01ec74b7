"""What of training a lively town has besides courses and plans: quizzes, supervision, rounds."""

from datetime import timedelta
from types import SimpleNamespace

from app.kernel import clock
from app.training.domain import Value
from tests.make import Make
from tests.quizzes.rows import a_quiz, an_attempt
from tests.supervision.rows import a_supervision
from tests.training.rows import a_round


def fill(make: Make, lhota: SimpleNamespace) -> None:
    """A quiz that Alena has filled in, a meeting of two, a round that is over and one that runs."""
    quiz = a_quiz(make, lhota.town, "Čím se bere stříkačka?")
    an_attempt(make, quiz, lhota.alena)
    a_supervision(make, lhota.alena, lhota.bohdan, theme="Únava a hranice")
    earlier = clock.today() - timedelta(days=190)
    counts = ("people", "rated", "in_term", "complete", "found", "planned", "verified")
    a_round(
        make,
        lhota.town,
        "Hodnocení i plány mají všichni.",
        opened_on=earlier,
        findings=dict.fromkeys(counts, 2),
        suggested=Value.YES,
        value=Value.YES,
        confirmed_by=lhota.manager.id,
        confirmed_at=clock.now() - timedelta(days=150),
    )
    a_round(make, lhota.town)
