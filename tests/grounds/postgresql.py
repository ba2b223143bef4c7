"""A PostgreSQL server of the tests' own, from the programs of this machine; nothing listens on the network."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

START_S = 60
USER = "learnnn"


def programs() -> Path | None:
    """The folder with the newest server's programs; Debian keeps them apart from the others."""
    found = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    return next((f for f in reversed(folders) if (f / "initdb").exists()), Path(found).parent if found else None)


@dataclass
class Server:
    """A running server; every database that is asked for is a new one."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=count)

    def database(self) -> str:
        """The URL of an empty database, as SQLAlchemy understands it."""
        name = f"course{next(self._numbers)}"
        with self._connect() as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://{USER}@/{name}?host={self.folder}"

    def is_up(self) -> bool:
        import psycopg

        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def is_waited_for(self) -> bool:
        """Whether one connection waits for what another has not committed yet."""
        with self._connect() as connection:
            query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            ((waiting,),) = connection.execute(query)
        return bool(waiting)

    def _connect(self):
        import psycopg

        return psycopg.connect(host=str(self.folder), user=USER, dbname="postgres", autocommit=True)


@contextmanager
def running(binaries: Path) -> Iterator[Server]:
    """A server as long as it is needed. It runs as an ordinary user, for it refuses to be root's."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # a short path: it holds a socket
    owner = _ordinary_user()
    if owner is not None:
        os.chown(folder, owner, -1)
    data = folder / "data"
    options = ("--auth", "trust", "--username", USER, "--encoding", "UTF8", "--locale", "C", "--no-sync")
    subprocess.run([binaries / "initdb", "-D", data, *options], check=True, capture_output=True, user=owner, cwd=folder)
    settings = ("listen_addresses=", f"unix_socket_directories={folder}", "fsync=off")
    command = [binaries / "postgres", "-D", data, *(word for setting in settings for word in ("-c", setting))]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, user=owner, cwd=folder)
    try:
        server, deadline = Server(folder), time.monotonic() + START_S
        while not server.is_up():
            assert process.poll() is None and time.monotonic() < deadline, "the server does not start"
            time.sleep(0.05)
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _ordinary_user() -> int | None:
    if os.name != "posix" or os.geteuid() != 0:
        return None
    import pwd  # not on every system

    known = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall()}
    return known.get("postgres", known["nobody"])
