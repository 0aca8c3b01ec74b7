"""SQLite's way to the disk with every step reported: writes, cuts, syncs, made and deleted files.

The functions of the very library that the application is linked with are called through ctypes;
its default VFS is changed in place, for this process and for good, so it is used only in a process
of its own. The shared memory of WAL (`-shm`) is not among it: it never survives a power cut.
"""

import ctypes
import os
import sys
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from threading import RLock
from typing import Any

from app.config import sqlite

Report = Callable[..., None]

CLOSE = CFUNCTYPE(c_int, c_void_p)
WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
SYNC = CFUNCTYPE(c_int, c_void_p, c_int)
OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)


class Methods(Structure):
    """`sqlite3_io_methods`, version 3."""

    _fields_ = [
        ("version", c_int),
        ("close", CLOSE),
        ("read", c_void_p),
        ("write", WRITE),
        ("truncate", TRUNCATE),
        ("sync", SYNC),
        ("others", c_void_p * 13),
    ]


class File(Structure):
    """`sqlite3_file`; what the system's VFS keeps behind it is its own."""

    _fields_ = [("methods", POINTER(Methods))]


class Vfs(Structure):
    """`sqlite3_vfs` as far as it is changed here."""

    _fields_ = [
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", OPEN),
        ("delete", DELETE),
    ]


class Recorder:
    """Stands between SQLite and the system; each step and its report happen under one lock."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.lock = RLock()
        self.names: dict[int, str] = {}
        self.replaced: dict[int, Methods] = {}
        library = ctypes.CDLL(sys.modules[sqlite.connect.__module__].__file__)
        library.sqlite3_vfs_find.restype = POINTER(Vfs)
        self.vfs = library.sqlite3_vfs_find(None).contents
        self.system_open = OPEN(_address(self.vfs.open))
        self.system_delete = DELETE(_address(self.vfs.delete))
        self.vfs.open, self.vfs.delete = self.callbacks = OPEN(self.open), DELETE(self.delete)

    def open(self, vfs: int, name: int, file: int, flags: int, granted: Any) -> int:
        """Open as the system does, and stand between from now on."""
        with self.lock:
            path = ctypes.string_at(name).decode() if name else ""
            is_new = bool(path) and not os.path.exists(path)
            code = self.system_open(vfs, name, file, flags, granted)
            if code == 0 and path:
                self.names[file] = os.path.basename(path)
                self._replace_methods(File.from_address(file))
                if is_new:
                    self.report("made", self.names[file])
            return code

    def delete(self, vfs: int, path: bytes, is_synced: int) -> int:
        """Delete a file; the folder is synced only when SQLite asks for it."""
        with self.lock:
            code = self.system_delete(vfs, path, is_synced)
            if code == 0:
                self.report("deleted", os.path.basename(path.decode()), bool(is_synced))
            return code

    def _replace_methods(self, file: File) -> None:
        system = ctypes.addressof(file.methods.contents)
        if system not in self.replaced:
            self.replaced[system] = self._reporting(file.methods.contents)
        file.methods = ctypes.pointer(self.replaced[system])

    def _reporting(self, system: Methods) -> Methods:
        """The same methods, those that change the disk with a report."""
        kept = Methods.from_buffer_copy(system)

        def close(file: int) -> int:
            with self.lock:
                self.names.pop(file, None)
                return system.close(file)

        def write(file: int, data: int, size: int, offset: int) -> int:
            with self.lock:
                code = system.write(file, data, size, offset)
                return self._told(code, "written", file, offset, ctypes.string_at(data, size))

        def truncate(file: int, size: int) -> int:
            with self.lock:
                return self._told(system.truncate(file, size), "truncated", file, size)

        def sync(file: int, flags: int) -> int:
            with self.lock:
                return self._told(system.sync(file, flags), "synced", file)

        kept.close, kept.write = CLOSE(close), WRITE(write)
        kept.truncate, kept.sync = TRUNCATE(truncate), SYNC(sync)
        return kept

    def _told(self, code: int, what: str, file: int, *facts: Any) -> int:
        if code == 0:
            self.report(what, self.names[file], *facts)
        return code


def _address(function: Any) -> int:
    address = ctypes.cast(function, c_void_p).value
    assert address is not None
    return address
