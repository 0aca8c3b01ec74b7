"""Who may do what with shifts: crews write their own, mentors plan, managers read."""

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.shifts.domain import ShiftKind
from app.shifts.models import Shift, ShiftTask, Visit

READERS = (Role.APK, Role.DP, Role.MENTOR, Role.DP_COORDINATOR, Role.MANAGER)
WORKERS = (Role.APK, Role.DP)


def browse(actor: Membership) -> bool:
    """See the rota of the week."""
    return actor.has(*READERS)


def search(actor: Membership) -> bool:
    """See the list of shifts."""
    return browse(actor)


def browse_visits(actor: Membership) -> bool:
    """See the list of rounds, narrowed to the shifts one may read."""
    return browse(actor)


def read(actor: Membership, shift: Shift | None = None) -> bool:
    """See one shift: mentors and managers all, crews their own, assistants those of colleagues."""
    if shift is None or sees_all(actor):
        return browse(actor)
    if actor.has(Role.DP_COORDINATOR) and shift.kind == ShiftKind.DP_ROUND:
        return True
    if not actor.has(*WORKERS):
        return False
    return shift.has_member(actor.id) or (actor.has(Role.APK) and _is_of_colleagues(actor, shift))


def plan(actor: Membership) -> bool:
    """Plan shifts: the mentor those of assistants, the coordinator those of caretakers."""
    return actor.has(Role.MENTOR, Role.DP_COORDINATOR)


def repeat_week(actor: Membership) -> bool:
    """Plan a week as the one before it."""
    return plan(actor)


def correct(actor: Membership, shift: Shift | None = None) -> bool:
    """Change a planned shift."""
    if shift is None:
        return plan(actor)
    is_round = shift.kind == ShiftKind.DP_ROUND
    return actor.has(Role.DP_COORDINATOR if is_round else Role.MENTOR)


def cancel(actor: Membership, shift: Shift | None = None) -> bool:
    """Call a planned shift off."""
    return correct(actor, shift)


def add_task(actor: Membership, shift: Shift | None = None) -> bool:
    """Give a shift one more task."""
    return correct(actor, shift)


def correct_task(actor: Membership, task: ShiftTask | None = None) -> bool:
    """Change what a task says."""
    return task is not None and add_task(actor, task.shift)


def withdraw_task(actor: Membership, task: ShiftTask | None = None) -> bool:
    """Take a task back."""
    return correct_task(actor, task)


def start(actor: Membership) -> bool:
    """Begin a shift."""
    return actor.has(*WORKERS)


def visit(actor: Membership, shift: Shift | None = None) -> bool:
    """Record a stop on the round: the crew, or who copies the record from paper."""
    if shift is None:
        return start(actor)
    return shift.is_written_by(actor.id)


def correct_visit(actor: Membership, visit: Visit | None = None) -> bool:
    """Put a stop right."""
    return visit is not None and visit.shift.is_written_by(actor.id)


def withdraw_visit(actor: Membership, visit: Visit | None = None) -> bool:
    """Take a stop back."""
    return correct_visit(actor, visit)


def tally(actor: Membership, shift: Shift | None = None) -> bool:
    """Count a contact."""
    return visit(actor, shift)


def withdraw_tally(actor: Membership, shift: Shift | None = None) -> bool:
    """Take the last contact of a kind back."""
    return visit(actor, shift)


def answer_task(actor: Membership, task: ShiftTask | None = None) -> bool:
    """Say what came of a task."""
    return task is not None and task.shift.is_written_by(actor.id)


def leave_note(actor: Membership, shift: Shift | None = None) -> bool:
    """Leave a note for the next crew."""
    return visit(actor, shift)


def read_note(actor: Membership, shift: Shift | None = None) -> bool:
    """Confirm the note of an earlier crew."""
    return start(actor) and read(actor, shift)


def report_safety(actor: Membership, shift: Shift | None = None) -> bool:
    """Report an attack or an injury of one's own."""
    return visit(actor, shift)


def safety_steps(actor: Membership, shift: Shift | None = None) -> bool:
    """See what to do after an attack or an injury."""
    return read(actor, shift)


def transcribe(actor: Membership) -> bool:
    """Copy a shift from paper: the mentor for anybody, an assistant for himself."""
    return actor.has(Role.MENTOR, Role.APK)


def paper(actor: Membership) -> bool:
    """Print the blank paper form."""
    return browse(actor)


def sees_all(actor: Membership) -> bool:
    """See every shift of the town, and so choose among all people."""
    return actor.has(Role.MENTOR, Role.MANAGER)


def led(actor: Membership) -> list[Role]:
    """Whom this person may name for a crew: assistants, caretakers or both."""
    assistants = [Role.APK] if actor.has(Role.MENTOR, Role.APK) else []
    return assistants + ([Role.DP] if actor.has(Role.DP_COORDINATOR) else [])


def kinds(actor: Membership) -> list[ShiftKind]:
    """Which kinds of shifts this person plans or copies."""
    rounds = [ShiftKind.DP_ROUND] if actor.has(Role.DP_COORDINATOR) else []
    others = [kind for kind in ShiftKind if kind != ShiftKind.DP_ROUND]
    return (others if actor.has(Role.MENTOR, Role.APK) else []) + rounds


def _is_of_colleagues(actor: Membership, shift: Shift) -> bool:
    mentors = {member.person.mentor_id for member in shift.crew} - {None}
    return actor.mentor_id in mentors
