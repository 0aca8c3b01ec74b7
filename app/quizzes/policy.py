"""Who may do what with quizzes: leaders write them, workers fill them in, each sees his own."""

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.quizzes.domain import QuizStatus
from app.quizzes.models import Attempt, Question, Quiz
from app.skills.domain import is_worker, may_know


def browse(actor: Membership) -> bool:
    """See which quizzes there are: workers those to fill in, leaders all."""
    return is_worker(actor) or add(actor)


def add(actor: Membership) -> bool:
    """Write a quiz."""
    return actor.has(Role.MENTOR, Role.DP_COORDINATOR, Role.MANAGER)


def read(actor: Membership, _quiz: Quiz | None = None) -> bool:
    """See the questions with their right answers, and how people stand."""
    return add(actor)


def correct(actor: Membership, _quiz: Quiz | None = None) -> bool:
    """Change the title, the topic or how much is enough."""
    return add(actor)


def publish(actor: Membership, _quiz: Quiz | None = None) -> bool:
    """Offer the quiz to the workers."""
    return add(actor)


def retire(actor: Membership, _quiz: Quiz | None = None) -> bool:
    """Put the quiz away; what was answered stays."""
    return add(actor)


def add_question(actor: Membership, _quiz: Quiz | None = None) -> bool:
    """Add a question."""
    return add(actor)


def correct_question(actor: Membership, _question: Question | None = None) -> bool:
    """Change a question for those who will answer it from now on."""
    return add(actor)


def withdraw_question(actor: Membership, _question: Question | None = None) -> bool:
    """Ask the question no more."""
    return add(actor)


def move_question(actor: Membership, _question: Question | None = None) -> bool:
    """Put a question earlier or later."""
    return add(actor)


def take(actor: Membership, quiz: Quiz) -> bool:
    """Fill the quiz in: a worker, once it has been published."""
    return is_worker(actor) and quiz.status is not QuizStatus.DRAFT


def result(actor: Membership, attempt: Attempt) -> bool:
    """See how somebody answered: himself, who leads him, and the manager."""
    return may_know(actor, attempt.worker)
