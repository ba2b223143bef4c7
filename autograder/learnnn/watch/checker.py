"""Has one exercise after another checked, as the desk asks for it, and lets no verdict pass that is about an earlier text."""

from __future__ import annotations

import asyncio
import time
from typing import Protocol

from learnnn.core.errors import LearnnnError, WorkerError
from learnnn.core.model import Course, Exercise, Report
from learnnn.course import submission as submissions
from learnnn.desk.judge_process import Question
from learnnn.watch.desk import Desk, Saved, Verdict
from learnnn.watch.judges import Judges

TICK_S = 0.1  # between two words on how long a check has been going on
PATIENCE_S = 4.0  # with the check of a text that was saved over: about as long as another judge takes to get warm
SETTLE_S = 0.3  # so much time gets a file that cannot be read: it may be half-way saved
TRIES = 2  # one judge may be stopped by the machine; where a second one ends too, it is the code


class Audience(Protocol):
    """Whoever shows what goes on."""

    def on_check_begun(self) -> None: ...

    def on_time_passed(self) -> None: ...

    def on_verdict(self, verdict: Verdict) -> None:
        """It is about the files as they are now, and the desk has it."""

    def on_trouble(self, message: str) -> None: ...

    def on_check_ended(self) -> None:
        """With a verdict or without."""


class Checker:
    """Asks the judges what the desk wants to know."""

    def __init__(self, desk: Desk, judges: Judges, audience: Audience) -> None:
        self.asked: Exercise | None = None  # what is being checked
        self._desk, self._judges, self._audience = desk, judges, audience
        self._since = 0.0
        self._bell = asyncio.Event()

    def ring(self) -> None:
        """There may be something to check."""
        self._bell.set()

    @property
    def elapsed_s(self) -> float | None:
        """How long the check that goes on has taken so far."""
        return time.monotonic() - self._since if self.asked is not None else None

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            self._bell.clear()
            exercise = self._desk.next_due()
            if exercise is None:
                await self._bell.wait()
                continue
            self.asked, self._since = exercise, time.monotonic()
            try:
                await self._check(exercise)
            finally:
                self.asked = None
            self._audience.on_check_ended()

    async def _check(self, exercise: Exercise) -> None:
        """A verdict on the newest text. One on a text that was saved over meanwhile is thrown away."""
        was_at_hand = exercise == self._desk.exercise
        saved = await self._settled(exercise)
        outcome = saved.problem or await self._outcome(saved)
        if outcome is not None and self._desk.as_saved(exercise).digest == saved.digest:
            verdict = Verdict(saved, outcome, time.strftime("%H:%M:%S"), time.monotonic() - self._since)
            self._desk.take(verdict)
            self._audience.on_verdict(verdict)
        elif exercise == self._desk.exercise:
            self._desk.is_due = True
        elif not was_at_hand:
            self._desk.others.appendleft(exercise)

    async def _settled(self, exercise: Exercise) -> Saved:
        """What is saved; where it cannot be read, what is saved a moment later."""
        saved = self._desk.as_saved(exercise)
        if saved.problem is not None:
            await asyncio.sleep(SETTLE_S)
            saved = self._desk.as_saved(exercise)
        return saved

    async def _outcome(self, saved: Saved) -> Report | LearnnnError | None:
        """The judge's report or complaint; None if something else became more urgent."""
        question = _question(saved, self._desk.course)
        for _ in range(TRIES):
            asked = asyncio.create_task(self._judges.ask(question, self._desk.course))
            if not await self._is_worth_waiting_for(asked):
                asked.cancel()
                self._judges.replace()
                return None
            try:
                return asked.result()
            except WorkerError as error:
                ended = error
                self._audience.on_trouble(f"{error.what}; another one is started")
            except LearnnnError as error:
                return error
        return WorkerError(ended.what, next_step="It ended again and again. Is it your code? Save it to try once more.")

    async def _is_worth_waiting_for(self, asked: asyncio.Task[Report]) -> bool:
        """Wait for the answer; not for long, once there is something newer to ask."""
        due_since: float | None = None
        await asyncio.sleep(0)  # asked first, shown then
        self._audience.on_check_begun()
        while not asked.done():
            await asyncio.wait({asked}, timeout=TICK_S)
            self._audience.on_time_passed()
            if not (self._desk.is_due and self._judges.may_be_replaced):
                due_since = None
            elif due_since is None:
                due_since = time.monotonic()
            elif time.monotonic() - due_since > PATIENCE_S:
                return False
        return True


def _question(saved: Saved, course: Course) -> Question:
    assert saved.submission is not None
    source, path = submissions.as_written(saved.submission), str(saved.submission.path)
    return Question(str(course.root), saved.exercise.slug, source, path, seed="unset")
