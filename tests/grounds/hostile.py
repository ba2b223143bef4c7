"""Lets hostile submissions loose on a judge and says what got through.

The samples are in `samples/hostile/<kind>/`; what isolation cannot stop, and does not claim to, is in `samples/known_limits/`.
A sample is appended to an honest solution, so that later definitions win. Its docstring says in one sentence what is
attempted. Comments below it may say

    # checks: test_a, test_b     which checks it meets (default: the one that doubles); it may pass none of them
    # exercise: drawing          the exercise it is handed in for (default: scaling)
    # asked: twice               judged again with another secret question: what is told of hidden checks must be the same,
                                 and of those that share workers with them, of the kind `sharing`
    # judged: twice              judged twice in a row: what the first left behind must not help the second
    # handed in as: notebook     a cell of a notebook, below a cell of the honest solution
    # needs: landlock            not let loose below this level: it would do harm
    # depends: on the user       below level `landlock` it may or may not get through, and what that depends on
    # gets through: process      of a known limit: the levels that do not stop it
    # about: sharing             of a known limit: it attacks that the checks of a submission share workers, as a whole kind does
    # noticed: when asked again  of these: nothing is seen of it in a shared worker, a fresh one has to be asked

One that attacks the sharing may pass checks: it is contained if it passes none that it does not pass in a fresh worker a check.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import psutil

from learnnn.core import cells
from learnnn.core.cleaning import spelled_out
from learnnn.core.model import Isolation, Status
from tests.conftest import SAMPLES
from tests.grounds.hostile_ground import Ground, stop_all

FOLDER = SAMPLES / "hostile"
KNOWN_LIMITS = SAMPLES / "known_limits"
KINDS = ("forging", "leaking", "showing", "denial", "tampering", "network", "sharing")
LEVELS = (Isolation.NAMESPACES, Isolation.LANDLOCK, Isolation.PROCESS)
FOR_OTHERS = (Isolation.NAMESPACES, Isolation.LANDLOCK)  # good enough for other people's code: nothing may get through
NEIGHBOURS_CHECKS = ("test_doubles_every_entry", "test_counter_keeps_its_count", "test_doubles_secret_numbers")
WALL_S = 1.5  # of a check, as the target's course.yml says
SLACK_S = 25  # a slow machine, and the moments around a check
GIVE_UP_S = 90
ALL = 1_000  # more passes than a submission has
GROWTH_MB = 450  # an answer may be 64 MB, and a check holds some of them; measured alone: 250
REPORT_KB = 256
MARK = "--key="


class Breach(Enum):
    """What must not happen, whoever hands in whatever."""

    POINTS = "earns points"
    EXCUSED = "is excused from a check"
    TOLD = "tells a secret"
    HIDDEN = "tells what a hidden check asked"
    STEERS = "steers what shows it"
    ABLE = "does what it must not be able to do"
    REACHED = "reaches a listener"
    CHANGED = "changes files or shared memory of others"
    VICTIM = "harms another process"
    NEIGHBOUR = "changes another's verdict"
    LEFT = "leaves something behind"
    LATE = "outlasts its limit"
    SWELLS = "swells the judge"
    STOPS = "stops the judge"


@dataclass(frozen=True)
class Sample:
    """One hostile submission."""

    name: str  # kind/stem
    text: str

    @property
    def kind(self) -> str:
        return self.name.partition("/")[0]

    @property
    def sentence(self) -> str:
        found = re.match(r'"""(.*?)"""', self.text, re.DOTALL)  # not every sample can be parsed: that is its point
        return " ".join(found[1].split()) if found else ""

    @property
    def exercise(self) -> str:
        return self._note("exercise") or "scaling"

    @property
    def checks(self) -> tuple[str, ...]:
        return tuple((self._note("checks") or "test_doubles_every_entry").split(", "))

    @property
    def ending(self) -> str:
        return cells.ENDING if self._note("handed in as") == "notebook" else ".py"

    @property
    def needs(self) -> Isolation:
        return Isolation(self._note("needs") or "process")

    @property
    def depends(self) -> str:
        """What decides, below the level that nothing gets through, whether this does."""
        return self._note("depends")

    @property
    def is_asked_twice(self) -> bool:
        return self._note("asked") == "twice"

    @property
    def is_about_sharing(self) -> bool:
        return self.kind == "sharing" or self._note("about") == "sharing"

    @property
    def is_noticed_when_asked_again(self) -> bool:
        """Whether nothing but a second question, to a fresh worker, gives it away."""
        return self._note("noticed") == "when asked again"

    @property
    def is_judged_twice(self) -> bool:
        return self._note("judged") == "twice"

    @property
    def gets_through(self) -> tuple[Isolation, ...]:
        """Of a known limit: the levels that do not stop it."""
        return tuple(Isolation(level) for level in self._note("gets through").split(", ") if level)

    def _note(self, name: str) -> str:
        found = re.search(rf"^# {name}: (.*)$", self.text, re.MULTILINE)
        return found[1] if found else ""


@cache
def samples() -> tuple[Sample, ...]:
    paths = sorted(FOLDER.glob("*/*.py"))
    return tuple(Sample(f"{path.parent.name}/{path.stem}", path.read_text()) for path in paths)


@cache
def known_limits() -> tuple[Sample, ...]:
    return tuple(Sample(f"known limit/{path.stem}", path.read_text()) for path in sorted(KNOWN_LIMITS.glob("*.py")))


@dataclass
class Sighting:
    """What was seen when a sample was let loose: its report, and every breach with what shows it."""

    report: dict[str, Any] | None = None
    breaches: dict[Breach, str] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        return sorted(breach.value for breach in self.breaches)

    def check(self, name: str) -> dict[str, Any]:
        assert self.report is not None
        return next(check for task in self.report["tasks"] for check in task["checks"] if check["name"] == name)


def _texts_in(value: Any) -> Iterator[str]:
    """Every text of a report, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts_in(item)
    elif isinstance(value, dict):
        for pair in value.items():
            yield from _texts_in(pair)


class Arena:
    """A ground, and a judge at one level of isolation. `problem` says why there is none, where there is none."""

    def __init__(self, level: Isolation) -> None:
        self.level = level
        self.ground = Ground()
        self.problem = ""
        self._start()
        if not self.problem:
            self._neighbour = self._honest()
            self._look = self.ground.look()

    def close(self) -> None:
        self._stop()
        self.ground.close()

    def let_loose(self, sample: Sample) -> Sighting:
        """Hand the sample in beside an honest submission and look at everything afterwards. Cleans up."""
        self._hand_in(sample)
        self.ground.listeners.heard.clear()
        self._look = self.ground.look()
        start = time.monotonic()
        how = {"asked_again": ALL} if sample.is_about_sharing else {}
        verdict = self._ask(self.ground.course, sample, **how)
        limit_s = WALL_S * len(sample.checks) * (2 if sample.is_judged_twice else 1) + SLACK_S
        sighting = Sighting()
        if "problem" in verdict:
            sighting.breaches[Breach.STOPS] = verdict["problem"]
        else:
            self._see_reports(sample, verdict, sighting)
        if time.monotonic() - start > limit_s:
            sighting.breaches[Breach.LATE] = f"{time.monotonic() - start:.1f} s, at most {limit_s}"
        if sample.is_asked_twice and "problem" not in verdict:
            self._see_questions(sample, sighting, **how)
        if sample.is_about_sharing and Breach.POINTS in sighting.breaches:
            self._see_what_sharing_earned(sample, sighting)
        self._see_ground(sighting)
        self._tidy(sighting)
        return sighting

    def left_by_the_judge(self) -> list[str]:
        """Processes that outlive it: it is ended in good order, and a new one started."""
        self._stop()
        time.sleep(0.2)
        left = [str(process) for process in self.ground.processes()]
        self._start()
        return left

    # -- the judge ----------------------------------------------------------------------------------------------------

    def _start(self) -> None:
        verdicts, theirs = os.pipe()
        descriptor = os.memfd_create("planted", 0)
        os.write(descriptor, self.ground.secrets["descriptor"].encode())
        self._judge = subprocess.Popen(
            [
                sys.executable, "-P", "-B", str(Path(__file__).with_name("hostile_judge.py")),
                self.level.value, str(theirs), MARK + self.ground.secrets["command_line"],
            ],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, pass_fds=[theirs, descriptor],
            cwd=self.ground.judge_folder, env=self._environment(), text=True, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        os.close(descriptor)
        self._verdicts = os.fdopen(verdicts, "rb", buffering=0)
        warm = self._say({"kind": "warm", "course": str(self.ground.course)})
        found = warm.get("isolation", [])
        if "problem" in warm:
            self.problem = warm["problem"]
        elif set(found) != {self.level.value}:
            self.problem = f"not in force here: {', '.join(sorted(set(found)))} instead"
        else:
            self._honest()
            self._processes = self._settled_processes()

    def _environment(self) -> dict[str, str]:
        planted = {
            "HOME": str(self.ground.home),
            "TMPDIR": str(self.ground.scratch),
            "KEY": self.ground.secrets["environment"],
        }
        return os.environ | planted

    def _stop(self) -> None:
        with contextlib.suppress(OSError):
            self._judge.stdin.close()  # type: ignore[union-attr]
        family = self._family()
        try:
            self._judge.wait(5)
        except subprocess.TimeoutExpired:
            self._judge.kill()
            stop_all(family)
        self._judge.stdout.close()  # type: ignore[union-attr]
        self._judge.wait()
        self._verdicts.close()

    def _say(self, job: dict[str, Any]) -> dict[str, Any]:
        """The judge's answer; a problem when it gave none."""
        try:
            self._judge.stdin.write(json.dumps(job) + "\n")  # type: ignore[union-attr]
            self._judge.stdin.flush()  # type: ignore[union-attr]
            return json.loads(self._line())
        except (OSError, EOFError, ValueError) as error:
            return {"problem": f"the judge gave no verdict: {error!r} {self._last_words()}"}

    def _last_words(self) -> str:
        assert self._judge.stdout is not None
        os.set_blocking(self._judge.stdout.fileno(), False)
        with contextlib.suppress(OSError):
            return os.read(self._judge.stdout.fileno(), 1 << 16).decode(errors="replace")[-2000:]
        return ""

    def _line(self) -> bytes:
        deadline, line = time.monotonic() + GIVE_UP_S, b""
        while not line.endswith(b"\n"):
            is_there, _, _ = select.select([self._verdicts], [], [], max(0, deadline - time.monotonic()))
            if not is_there:
                raise TimeoutError
            data = self._verdicts.read(1 << 16)
            if not data:
                raise EOFError
            line += data
        return line

    def _honest(self) -> dict[str, Any]:
        """The verdict on the neighbour when nobody else has handed anything in; the other exercise is warm after it too."""
        drawing = self.ground.course / "solutions" / "drawing" / "drawing.py"
        jobs = [self._neighbours_job(), {"exercise": "drawing", "path": str(drawing), "checks": []}]
        verdict = self._say({"kind": "judge", "course": str(self.ground.course), "submissions": jobs})
        assert "problem" not in verdict, verdict
        return _lasting(verdict["reports"][0])

    def earned_by_sharing(self, sample: Sample, *, asked_again: int) -> set[str]:
        """The checks that it passes where so many passes are asked again, and does not pass in a fresh worker a check."""
        self._hand_in(sample)
        shared = self._ask(self.ground.course, sample, asked_again=asked_again)
        fresh = self._ask(self.ground.course, sample, is_sharing=False)
        self._tidy(Sighting())
        return _passed(shared) - _passed(fresh)

    def _ask(self, course: Path, sample: Sample, **how: bool | int) -> dict[str, Any]:
        path = self.ground.submission("hostile", sample.exercise).with_suffix(sample.ending)
        hostile = {"exercise": sample.exercise, "path": str(path), "checks": list(sample.checks)}
        jobs = [hostile] * (2 if sample.is_judged_twice else 1) + [self._neighbours_job()]
        return self._say({"kind": "judge", "course": str(course), "submissions": jobs, **how})

    def _neighbours_job(self) -> dict[str, Any]:
        return {"exercise": "scaling", "path": str(self.ground.submission("neighbour")), "checks": NEIGHBOURS_CHECKS}

    def _hand_in(self, sample: Sample) -> None:
        honest = (self.ground.course / "solutions" / sample.exercise / f"{sample.exercise}.py").read_text()
        parts = honest.replace(self.ground.secrets["solution"], ""), self.ground.planted_in(sample.text)
        path = self.ground.submission("hostile", sample.exercise).with_suffix(sample.ending)
        if sample.ending == ".py":
            path.write_text("\n\n".join(parts))
            return
        code = [{"cell_type": "code", "source": part} for part in parts]
        path.write_text(json.dumps({"cells": code}))

    # -- what is seen -------------------------------------------------------------------------------------------------

    def _see_reports(self, sample: Sample, verdict: dict[str, Any], sighting: Sighting) -> None:
        *earlier, sighting.report, neighbour = verdict["reports"]
        statuses = {name: Status(sighting.check(name)["status"]) for name in sample.checks}
        breaches = sighting.breaches
        if passed := [name for name, status in statuses.items() if status is Status.PASSED]:
            breaches[Breach.POINTS] = ", ".join(passed)
        excused = (Status.INCONCLUSIVE, Status.NOT_RUN)  # a broken check withholds the score of the whole exercise
        if told := [f"{name}: {status.value}" for name, status in statuses.items() if status in excused]:
            breaches[Breach.EXCUSED] = ", ".join(told)
        text = json.dumps([*earlier, sighting.report], ensure_ascii=False)
        self._see_secrets(text, sighting)
        if raw := [one for one in _texts_in([*earlier, sighting.report]) if spelled_out(one) != one]:
            breaches[Breach.STEERS] = repr(raw[0])[:200]
        if self.ground.token in text:
            breaches[Breach.ABLE] = "it says so"
        if (size := max(len(json.dumps(one)) for one in (*earlier, sighting.report))) > REPORT_KB << 10:
            breaches[Breach.SWELLS] = f"a report of {size >> 10} KB"
        if _lasting(neighbour) != self._neighbour:
            breaches[Breach.NEIGHBOUR] = json.dumps(neighbour)
        if verdict["grown_mb"] > GROWTH_MB:
            breaches[Breach.SWELLS] = f"the judge grew by {verdict['grown_mb']} MB"
        if verdict["is_swollen"]:
            breaches[Breach.LEFT] = "descriptors or threads in the judge"

    def _see_secrets(self, text: str, sighting: Sighting) -> None:
        told = self.ground.told_in(text)
        if set(told) - {"hidden question"}:
            sighting.breaches[Breach.TOLD] = ", ".join(told)
        if "hidden question" in told:
            sighting.breaches[Breach.HIDDEN] = "the question itself"

    def _see_questions(self, sample: Sample, sighting: Sighting, **how: int) -> None:
        """Whether what is told of the hidden checks depends on what they ask."""
        other = self._ask(self.ground.other_course, sample, **how)
        if "problem" in other:
            sighting.breaches[Breach.STOPS] = other["problem"]
            return
        told = _told if sample.is_about_sharing else _hidden
        one, two = told(sighting.report), told(other["reports"][0])
        if one != two:
            sighting.breaches[Breach.HIDDEN] = f"{one} != {two}"

    def _see_what_sharing_earned(self, sample: Sample, sighting: Sighting) -> None:
        """What it passes in a fresh worker a check, it has not earned by sharing."""
        fresh = self._ask(self.ground.course, sample, is_sharing=False)
        if "problem" in fresh:
            sighting.breaches[Breach.STOPS] = fresh["problem"]
            return
        del sighting.breaches[Breach.POINTS]
        if earned := _passed({"reports": [sighting.report]}) - _passed(fresh):
            sighting.breaches[Breach.POINTS] = ", ".join(sorted(earned))

    def _see_ground(self, sighting: Sighting) -> None:
        left = self._extra_processes()
        if left:
            sighting.breaches[Breach.LEFT] = ", ".join(map(str, left))
        time.sleep(0.04)  # the listeners look around once
        heard = list(self.ground.listeners.heard)
        if heard:
            sighting.breaches[Breach.REACHED] = "; ".join(heard)[:500]
            self._see_secrets(" ".join(heard), sighting)
        if self.ground.victim.is_harmed:
            sighting.breaches[Breach.VICTIM] = str(self.ground.victim.look())
        look = self.ground.look()
        if look != self._look:
            changed = [name for name in {**look, **self._look} if look.get(name) != self._look.get(name)]
            sighting.breaches[Breach.CHANGED] = ", ".join(changed[:20])
        if self._judge.poll() is not None:
            sighting.breaches.setdefault(Breach.STOPS, f"it ended: {self._judge.returncode}")

    def _family(self) -> list[psutil.Process]:
        with contextlib.suppress(psutil.Error):
            family = psutil.Process(self._judge.pid).children(recursive=True)
            return [process for process in family if _is_running(process)]
        return []

    def _settled_processes(self) -> int:
        """How many processes the judge keeps when nothing is going on."""
        counts: list[int] = []
        while len(counts) < 5 or len(set(counts[-5:])) > 1:
            counts.append(len(self._family()))
            time.sleep(0.05)
        return counts[-1]

    def _extra_processes(self) -> list[psutil.Process]:
        """Those that go on after the verdict, beyond the ones that the judge keeps ready."""
        deadline = time.monotonic() + 3
        while len(family := self._family()) > self._processes and time.monotonic() < deadline:
            time.sleep(0.02)
        if len(family) > self._processes:
            return family
        found = self.ground.processes()
        own = {
            self._judge.pid,
            *(process.pid for process in (*family, *self._family())),
        }  # one may have been forked meanwhile
        return [process for process in found if process.pid not in own and _is_running(process)]

    def _tidy(self, sighting: Sighting) -> None:
        if Breach.VICTIM in sighting.breaches:
            self.ground.victim.restart()
        if Breach.CHANGED in sighting.breaches:
            self.ground.plant()
        if sighting.breaches.keys() & {Breach.NEIGHBOUR, Breach.LEFT, Breach.LATE, Breach.SWELLS, Breach.STOPS}:
            family = self._family()
            self._judge.kill()
            stop_all([*family, *self.ground.processes()])
            self._stop()
            self._start()


def _is_running(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.Error):
        return process.status() != psutil.STATUS_ZOMBIE
    return False


def _lasting(report: dict[str, Any]) -> dict[str, Any]:
    """A report without how long things took."""
    tasks = [{**task, "checks": [{**check, "duration_s": 0} for check in task["checks"]]} for task in report["tasks"]]
    return {**report, "tasks": tasks}


def _passed(verdict: dict[str, Any]) -> set[str]:
    """The checks that the first submission passes."""
    checks = [check for task in verdict["reports"][0]["tasks"] for check in task["checks"]]
    return {check["name"] for check in checks if check["status"] == Status.PASSED.value}


def _hidden(report: dict[str, Any] | None) -> list[dict[str, Any]]:
    """What is told of hidden checks; durations in steps that a pause of a second changes and a busy machine does not."""
    assert report is not None
    checks = [check for task in report["tasks"] for check in task["checks"] if check["visibility"] == "hidden"]
    return [{**check, "duration_s": round((check["duration_s"] or 0) / 0.9)} for check in checks]


def _told(report: dict[str, Any] | None) -> list[dict[str, Any]]:
    """What is told of all checks, how long they took aside."""
    assert report is not None
    return [{**check, "duration_s": 0} for task in report["tasks"] for check in task["checks"]]
