"""What a disk holds after a power cut: all that was synced, and of the rest what chance leaves.

The model of the file system: what was written to a file before its last sync is safe. A later write
arrives whole, not at all, or torn into sectors; a later cut of the length arrives or not. Names are
kept in order: of those made and deleted since the folder was last synced, the first few arrive.
SQLite syncs the folder together with a file it has just made.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from random import Random
from typing import Any

SECTOR = 512


@dataclass
class Disk:
    """Plays recorded steps and can be asked at any of them what a power cut would leave."""

    safe: dict[int, bytearray] = field(default_factory=dict)
    unsynced: dict[int, list[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, int] = field(default_factory=dict)
    safe_names: dict[str, int] = field(default_factory=dict)
    renamed: list[tuple[str, int | None]] = field(default_factory=list)

    @classmethod
    def holding(cls, files: dict[str, bytes]) -> "Disk":
        """A disk on which everything is safe."""
        disk = cls()
        for name, content in files.items():
            disk.made(name)
            disk.safe[disk.names[name]][:] = content
        disk._sync_names()
        return disk

    def play(self, step: str, *facts: Any) -> None:
        """One recorded step, by the name of the method."""
        getattr(self, step)(*facts)

    def made(self, name: str) -> None:
        """A new, empty file."""
        number = len(self.safe)
        self.safe[number] = bytearray()
        self._rename(name, number)

    def deleted(self, name: str, is_synced: bool) -> None:
        """A name that is gone, for sure only when the folder was synced."""
        self._rename(name, None)
        if is_synced:
            self._sync_names()

    def written(self, name: str, offset: int, content: bytes) -> None:
        """Bytes that the system knows of and the disk perhaps does not."""
        self.unsynced[self.names[name]].append((_write, offset, content))

    def truncated(self, name: str, size: int) -> None:
        """A new length, on the disk perhaps."""
        self.unsynced[self.names[name]].append((_truncate, size))

    def synced(self, name: str) -> None:
        """Everything about this file is safe now, its name too."""
        number = self.names[name]
        for step, *facts in self.unsynced.pop(number, []):
            step(self.safe[number], *facts)
        if self.safe_names.get(name) != number:
            self._sync_names()

    def after_power_cut(self, chance: Random) -> dict[str, bytes]:
        """The files as the next start finds them."""
        names = dict(self.safe_names)
        for name, number in self.renamed[: chance.randint(0, len(self.renamed))]:
            _name(names, name, number)
        share = chance.choice([0.0, 0.2, 0.5, 0.8, 1.0])
        return {name: self._left_of(number, share, chance) for name, number in names.items()}

    def _left_of(self, number: int, share: float, chance: Random) -> bytes:
        content = bytearray(self.safe[number])
        for step, *facts in self.unsynced.get(number, []):
            if step is _write and chance.random() < 0.3:
                _tear(content, *facts, share, chance)
            elif chance.random() < share:
                step(content, *facts)
        return bytes(content)

    def _rename(self, name: str, number: int | None) -> None:
        _name(self.names, name, number)
        self.renamed.append((name, number))

    def _sync_names(self) -> None:
        self.safe_names, self.renamed = dict(self.names), []


def _name(names: dict[str, int], name: str, number: int | None) -> None:
    if number is None:
        names.pop(name, None)
    else:
        names[name] = number


def _write(content: bytearray, offset: int, written: bytes) -> None:
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(written)] = written


def _truncate(content: bytearray, size: int) -> None:
    del content[size:]
    content.extend(bytes(size - len(content)))


def _tear(content: bytearray, offset: int, written: bytes, share: float, chance: Random) -> None:
    """Some sectors of a write arrive; bytes beside it stay as they are."""
    start = 0
    while start < len(written):
        end = min(len(written), start + SECTOR - (offset + start) % SECTOR)
        if chance.random() < share:
            _write(content, offset + start, written[start:end])
        start = end
