"""The ground that hostile submissions are let loose on: planted secrets, a victim, listeners, and what they look like untouched.

A submission's text names what is planted as `@SECRET@`, `@VICTIM@` and so on; `Ground.planted_in` puts the values there.
Everything lies in a folder that any user may read, mostly writable too: what protects it is the judge, not its permissions.
"""

from __future__ import annotations

import base64
import contextlib
import ctypes
import hashlib
import os
import resource
import secrets
import select
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from tests.conftest import SAMPLES

OUTSIDE = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"))  # where what a submission leaves would lie
MONSTROUS = {  # code that no file of ours should hold
    "TWO_HUNDRED_THOUSAND_MINUSES_AND_X": "-" * 200_000 + "x",
    "FORTY_THOUSAND_LONG_TEXTS": "".join(f'_ = "{number}" * 600\n' for number in range(40_000)),
    "TWENTY_THOUSAND_HEADINGS": "".join(f"# %% cell {number}\nx = 1\n" for number in range(20_000)),
    "SIXTEEN_THOUSAND_CELLS": "".join(f"# %% cell {number}\nx\n" for number in range(16_000)),
    "SIXTEEN_THOUSAND_FAULTY_CELLS": "".join(f"# %% cell {number}\ndouble(\n" for number in range(16_000)),
    "THREE_HUNDRED_THOUSAND_ONES": "1" + " + 1" * 300 + " " * 300_000,
    "A_TEXT_WITHOUT_END": '"""\u2028 \ufeff\u202e',
}
IPC_CREAT, IPC_RMID = 0o1000, 0
SHARED_BYTES = 4096


class Ground:
    """A course, submissions and a grader's folder in a place of their own, and secrets that no report may hold."""

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="learnnn-ground-"))
        self.token = _token("token")  # what a submission says when it could do what it must not
        self.name = _token("name")  # how it names what it makes
        self.secrets = {
            name: _token("planted")
            for name in ("file", "home", "neighbour", "solution", "environment", "command_line", "descriptor", "memory")
        }
        self.questions = (
            _token("planted0"),
            _token("plantedf"),
        )  # what a hidden check asks; they differ in the 8th place
        self.shared_key = 0x1EA20000 | secrets.randbelow(1 << 16)
        self.victim = Victim(self.secrets)
        self.listeners = Listeners(self.root / "listener.socket")
        self.plant()

    # -- where things are ---------------------------------------------------------------------------------------------

    @property
    def course(self) -> Path:
        return self.root / "course"

    @property
    def other_course(self) -> Path:
        """The same course, but its hidden check asks another question."""
        return self.root / "other_course"

    @property
    def grader(self) -> Path:
        return self.root / "grader"

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def scratch(self) -> Path:
        return self.root / "scratch"

    @property
    def mount_point(self) -> Path:
        return self.root / "mount"

    @property
    def judge_folder(self) -> Path:
        return self.root / "judge"

    def submission(self, student: str, exercise: str = "scaling") -> Path:
        return self.root / "submissions" / student / f"{exercise}.py"

    @property
    def shared_file(self) -> Path:
        return Path("/dev/shm") / f"{self.name}.planted"

    # -- planting -----------------------------------------------------------------------------------------------------

    def plant(self) -> None:
        """Everything as it is before anybody is let loose, whatever was done to it."""
        self.clear()
        self._plant_course(self.course, self.questions[0])
        self._plant_course(self.other_course, self.questions[1])
        self._write(self.root / "secret.txt", self.secrets["file"])
        self._write(self.home / ".ssh" / "id_ed25519", self.secrets["home"])
        self._write(self.home / ".bash_history", f"export KEY={self.secrets['home']}")
        self._write(self.grader / "scores.csv", "neighbour,10\nhostile,0\n")
        for folder in (self.scratch, self.mount_point, self.judge_folder, self.grader / "site"):
            folder.mkdir(exist_ok=True)
        honest = (self.course / "solutions" / "scaling" / "scaling.py").read_text()
        self._write(self.submission("neighbour"), honest.replace(self.secrets["solution"], self.secrets["neighbour"]))
        self._write(self.submission("hostile"), "")
        self._write(self.submission("hostile", "drawing"), "")
        self._write(self.shared_file, "intact")
        _shared_memory(self.shared_key, create=True)
        for path in (self.root, *_all_below(self.root)):
            path.chmod(0o777 if path.is_dir() else 0o666)

    def clear(self) -> None:
        while self.is_mounted():
            _libc.umount2(os.fsencode(self.mount_point), 2)
        for path in _all_below(self.root):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o777)
        kept = {
            self.root / "listener.socket",
            self.judge_folder,
            *self.judge_folder.parents,
        }  # the judge is at work there
        for path in (*self.root.iterdir(), *self.judge_folder.glob("*"), *self.strays()):
            if path not in kept:
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        for key in (self.shared_key, self.shared_key + 1):
            _remove_shared_memory(key)

    def close(self) -> None:
        self.victim.close()
        self.listeners.close()
        self.clear()
        shutil.rmtree(self.root)

    def planted_in(self, text: str) -> str:
        """The text with the values of everything that is planted."""
        values = {
            "GROUND": self.root, "COURSE": self.course, "GRADER": self.grader, "HOME": self.home,
            "SECRET": self.root / "secret.txt", "SCRATCH": self.scratch, "MOUNT_POINT": self.mount_point,
            "NEIGHBOUR": self.submission("neighbour"), "JUDGE_FOLDER": self.judge_folder,
            "VICTIM": self.victim.pid, "VICTIM_ADDRESS": self.victim.address, "TOKEN": self.token, "NAME": self.name,
            "SHARED_FILE": self.shared_file, "SHARED_KEY": self.shared_key, **self.listeners.names,
        }  # fmt: skip
        for name, value in values.items():
            text = text.replace(f"@{name}@", str(value))
        for name, code in MONSTROUS.items():
            text = text.replace(f'"@{name}@"', code)
        return text

    def _plant_course(self, root: Path, question: str) -> None:
        shutil.copytree(SAMPLES / "target", root, ignore=shutil.ignore_patterns("__pycache__", ".learnnn"))
        for path in root.rglob("*.py"):
            text = path.read_text().replace("@HIDDEN_QUESTION@", question)
            path.write_text(text.replace("@SOLUTION_SECRET@", self.secrets["solution"]))

    def _write(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    # -- what it looks like -------------------------------------------------------------------------------------------

    def look(self) -> dict[str, object]:
        """Every file and folder with its content and dates, mounts, shared memory: equal as long as nothing was changed."""
        seen: dict[str, object] = {str(path.relative_to(self.root)): _look_of(path) for path in _all_below(self.root)}
        seen["/dev/shm"] = _look_of(self.shared_file)
        seen["strays"] = [str(path) for path in self.strays() if path != self.shared_file]
        seen["mounted"] = self.is_mounted()
        seen["shared memory"] = [_shared_memory(self.shared_key), _shared_memory(self.shared_key + 1)]
        return seen

    def strays(self) -> list[Path]:
        """What lies outside the ground and bears its name."""
        return [path for folder in OUTSIDE if folder.is_dir() for path in folder.glob(f"*{self.name}*")]

    def is_mounted(self) -> bool:
        return str(self.root) in Path("/proc/self/mountinfo").read_text()

    def told_in(self, text: str) -> list[str]:
        """The names of the secrets that a text holds, in any of the guises a submission may have given them."""
        known = [*self.secrets.items(), *(("hidden question", question) for question in self.questions)]
        return sorted({name for name, secret in known if any(guise in text for guise in _guises(secret))})

    def processes(self) -> list[psutil.Process]:
        """Processes that were started from here: it is in their environment or on their command line."""
        return [process for process in psutil.process_iter() if str(self.root) in _described(process)]


class Victim:
    """A process of somebody else's: it writes down every signal it gets and keeps a secret in its memory."""

    PROGRAM = """
import ctypes, signal, sys
def note(number, frame): print("signal", number, flush=True)
for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP, signal.SIGCHLD}: signal.signal(number, note)
memory = ctypes.create_string_buffer(sys.stdin.readline().strip().encode())
print("at", ctypes.addressof(memory), flush=True)
for line in sys.stdin: print("memory", memory.value.decode(errors="replace"), flush=True)
"""

    def __init__(self, told: dict[str, str]) -> None:
        self._told = told
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", self.PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={"KEY": self._told["environment"]}, start_new_session=True,
        )  # fmt: skip
        self.pid = self._process.pid
        self._say(self._told["memory"])
        self.address = int(self._read().split()[1])
        self.untouched = self.look()

    @property
    def is_harmed(self) -> bool:
        return self.look() != self.untouched

    def look(self) -> dict[str, object]:
        """What others could have done to it, as far as it shows."""
        if self._process.poll() is not None:
            return {"ended": self._process.returncode}
        self._say("look")
        heard = self._read()  # a signal's note would come before the memory; a stopped process says nothing
        return {
            "heard": heard,
            "nice": os.getpriority(os.PRIO_PROCESS, self.pid),
            "cpus": os.sched_getaffinity(self.pid),
            "policy": os.sched_getscheduler(self.pid),
            "limits": resource.prlimit(self.pid, resource.RLIMIT_NOFILE),
            "score": Path(f"/proc/{self.pid}/oom_score_adj").read_text(),
        }

    def restart(self) -> None:
        self.close()
        self.start()

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()

    def _read(self) -> str:
        assert self._process.stdout is not None
        is_there, _, _ = select.select([self._process.stdout], [], [], 2)
        return self._process.stdout.readline() if is_there else "nothing"


@dataclass
class Listeners:
    """Sockets that nobody has a reason to reach, and a caller for sockets that nobody has a reason to open."""

    file: Path
    heard: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        name = f"\0{_token('listener')}"
        self._sockets = {
            "tcp": _bound(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
            "udp": _bound(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)),
            "abstract stream": _bound(socket.AF_UNIX, socket.SOCK_STREAM, f"{name}.stream"),
            "abstract datagram": _bound(socket.AF_UNIX, socket.SOCK_DGRAM, f"{name}.datagram"),
            "file": _bound(socket.AF_UNIX, socket.SOCK_STREAM, str(self.file)),
        }
        self.file.chmod(0o777)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._call_port = free.getsockname()[1]
        self._call_name = name[1:] + ".call"
        self.names = {
            "TCP": self._sockets["tcp"].getsockname()[1], "UDP": self._sockets["udp"].getsockname()[1],
            "ABSTRACT_STREAM": f"{name[1:]}.stream", "ABSTRACT_DATAGRAM": f"{name[1:]}.datagram", "UNIX": self.file,
            "CALL_PORT": self._call_port, "CALL_NAME": self._call_name,
        }  # fmt: skip
        self._open: dict[socket.socket, str] = {}
        self._is_closed = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._is_closed.set()
        self._thread.join()
        for one in (*self._sockets.values(), *self._open):
            one.close()

    def _listen(self) -> None:
        kinds = {one: kind for kind, one in self._sockets.items()}
        while not self._is_closed.is_set():
            ready, _, _ = select.select([*kinds, *self._open], [], [], 0.03)
            for one in ready:
                if one in self._open or one.type == socket.SOCK_DGRAM:
                    self._receive(one, self._open.get(one) or kinds[one])
                else:
                    self.heard.append(f"{kinds[one]}: a connection")
                    self._open[one.accept()[0]] = kinds[one]
            self._call()

    def _receive(self, one: socket.socket, kind: str) -> None:
        data = b""
        with contextlib.suppress(OSError):
            data = one.recv(1 << 16)
        self.heard.append(f"{kind}: {data.decode(errors='replace')}")
        if not data and one in self._open:
            del self._open[one]
            one.close()

    def _call(self) -> None:
        for family, address in (
            (socket.AF_INET, ("127.0.0.1", self._call_port)),
            (socket.AF_UNIX, f"\0{self._call_name}"),
        ):
            with socket.socket(family) as caller, contextlib.suppress(OSError):
                caller.connect(address)
                self.heard.append("somebody answered a call")


def _bound(family: int, kind: int, address: Any) -> socket.socket:
    one = socket.socket(family, kind)
    one.bind(address)
    if kind == socket.SOCK_STREAM:
        one.listen(64)
    return one


def _token(prefix: str) -> str:
    return prefix + secrets.token_hex(8)


def _guises(secret: str) -> Iterator[str]:
    raw = secret.encode()
    yield from (
        secret,
        secret[::-1],
        raw.hex(),
        str(int.from_bytes(raw, "big")),
        base64.b64encode(raw).decode().rstrip("="),
    )


def _all_below(root: Path) -> list[Path]:
    """Every file and folder, also where somebody has made it hard to look."""
    return sorted(Path(folder, name) for folder, folders, files in os.walk(root) for name in (*folders, *files))


def _look_of(path: Path) -> tuple[object, ...]:
    try:
        facts = path.lstat()
    except OSError:
        return ("gone",)
    content = ""
    if stat.S_ISLNK(facts.st_mode):
        content = str(path.readlink())
    elif stat.S_ISREG(facts.st_mode):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
    return facts.st_mode, facts.st_uid, facts.st_gid, facts.st_nlink, facts.st_size, facts.st_mtime_ns, content


def _described(process: psutil.Process) -> str:
    with contextlib.suppress(psutil.Error, OSError):
        return " ".join((*process.cmdline(), *process.environ().values()))
    return ""


# -- shared memory of the kind that has keys, which Python does not know -------------------------------------------------

_libc = ctypes.CDLL(None, use_errno=True)
_libc.shmat.restype = ctypes.c_void_p
_libc.shmdt.argtypes = [ctypes.c_void_p]


def _shared_memory(key: int, *, create: bool = False) -> bytes | None:
    """What a segment holds; None where there is none. A new one says that it is intact."""
    segment = _libc.shmget(key, SHARED_BYTES if create else 0, IPC_CREAT | 0o666 if create else 0)
    if segment < 0:
        return None
    address = _libc.shmat(segment, None, 0)
    if create:
        ctypes.memmove(address, b"intact", 6)
    content = ctypes.string_at(address, 64)
    _libc.shmdt(address)
    return content


def _remove_shared_memory(key: int) -> None:
    segment = _libc.shmget(key, 0, 0)
    if segment >= 0:
        _libc.shmctl(segment, IPC_RMID, None)


def stop_all(processes: list[psutil.Process]) -> None:
    """Kill what was left behind; it may start more while it is killed."""
    for process in processes:
        with contextlib.suppress(psutil.Error):
            process.send_signal(signal.SIGKILL)
