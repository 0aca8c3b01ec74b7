"""Faults planted into the outbox: what to replace by what, and the invariant that must notice."""

from dataclasses import dataclass
from pathlib import Path

STATIC = Path(__file__).parents[3] / "app" / "static"
SOURCE = (STATIC / "outbox.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Fault:
    """A piece of the source, what stands there instead, and which invariants that breaks."""

    name: str
    right: str
    wrong: str
    invariants: frozenset[str]

    @property
    def source(self) -> str:
        """The outbox with the fault; the piece must still be there exactly once."""
        assert SOURCE.count(self.right) == 1, self.name
        return SOURCE.replace(self.right, self.wrong)


def _fault(name: str, right: str, wrong: str, *invariants: str) -> Fault:
    return Fault(name, right, wrong, frozenset(invariants))


LOST = ("nothing is lost", "said only when stored")
FAULTS = (
    _fault(
        "deletes before the receipt",
        "if (isMarked) await this.mark(table, entry);",
        "await table.remove(seq);",
        *LOST,
    ),
    _fault(
        "says stored before it is",
        "await this.store.transact(async (table) => table.put({ ...entry, after_lock",
        "this.store.transact(async (table) => table.put({ ...entry, after_lock",
        *LOST,
    ),
    _fault(
        "keeps quiet about a full disk",
        'throw Object.assign(new Error(error), { reason: REASONS[error?.name] ?? "broken" });',
        "return {};",
        *LOST,
    ),
    _fault(
        "takes any answer for a receipt",
        "return isOurs ? answer : null;",
        'return isOurs ? answer : { state: "stored" };',
        *LOST,
    ),
    _fault(
        "does not look at the status",
        "response.ok && RECEIPTS.includes(answer.state)",
        "RECEIPTS.includes(answer.state)",
        *LOST,
    ),
    _fault(
        "sends without the lock",
        'this.locks.request("ponocny-send", () => this.drain())',
        "this.drain()",
        "one sender",
    ),
    _fault(
        "does not compare the author",
        "const keys = who ? await table.keys(who.author) : [];",
        "const keys = who ? (await table.all()).map((entry) => entry.seq) : [];",
        "nothing stays behind",
    ),
    _fault(
        "sends everything in the name of who is signed in",
        "const keys = who ? await table.keys(who.author) : [];",
        """
        const all = who ? await table.all() : [];
        const keys = all.map((each) => each.seq);
        const mine = (seq) => ({ ...all.find((each) => each.seq === seq), author: who.author });
        table = { ...table, entry: async (seq) => mine(seq) };
        """,
        "nothing under another author",
    ),
    _fault(
        "gives every attempt an id of its own",
        "const fields = { id, author, kind,",
        "const fields = { id: this.crypto.randomUUID(), author, kind,",
        "exactly once",
    ),
    _fault(
        "passes over an entry that failed",
        "if (isTooBig) skipped.push(next.entry.seq);",
        "if (isTooBig || !answer) { skipped.push(next.entry.seq); if (!answer) continue; }",
        "order of the author",
    ),
    _fault(
        "stores in the order of sealing",
        "const stored = this.last.then(() => this.add(written, at));",
        "const stored = this.add(written, at);",
        "order of writing",
    ),
    _fault(
        "does not hold",
        "if (!isHasty && left > 0 && left <= HOLD)",
        "if (false)",
        "held for 8 seconds",
    ),
    _fault(
        "takes back what is on its way",
        "const isFree = entry && (",
        "const isFree = entry && (true || ",
        "taken back means never sent",
    ),
    _fault(
        "holds for ever after the clock went back",
        "left > 0 && left <= HOLD",
        "left > 0",
        "nothing stays behind",
    ),
    _fault(
        "does not rest after a failure",
        "this.pause = Math.min(this.pause * 2 || 4e3, 128e3);",
        "this.pause = 10;",
        "patience",
    ),
    _fault(
        "stops at a full disk",
        "return pick(true).catch(() => pick(false));",
        "return pick(true);",
        "a full disk sends",
    ),
    _fault(
        "binds the seal to nobody",
        "JSON.stringify([id, author, town, VERSION])",
        "JSON.stringify([id, town, VERSION])",
        "the seal opens",
    ),
)
