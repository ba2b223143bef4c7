"""Asks the judge, which is a process of its own, without standing in the way of anything else."""

from __future__ import annotations

import asyncio
import contextlib
import threading

from learnnn.core.errors import LearnnnError, WorkerError
from learnnn.core.model import Course, Report
from learnnn.desk.judge_process import JudgeProcess, Question


class Judges:
    """The judge that is asked; and another one in its place, where its answer is not worth waiting for.

    Each question has a daemon thread: an answer that is still to come keeps nobody from quitting.
    """

    def __init__(self) -> None:
        self._judge = JudgeProcess()
        self._has_answered = False

    def start(self) -> None:
        """Returns at once: the judge imports what it needs in the background."""
        self._judge.start()

    async def ask(self, question: Question, course: Course) -> Report:
        """The judge's report. Raises what `JudgeProcess.ask` raises; if this is cancelled, the answer is thrown away."""
        loop, judge = asyncio.get_running_loop(), self._judge
        answer: asyncio.Future[Report | LearnnnError] = loop.create_future()

        def settle(outcome: Report | LearnnnError) -> None:
            if not answer.done():
                answer.set_result(outcome)

        def wait() -> None:
            outcome = _outcome(judge, question, course)
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody wants to know any more
                loop.call_soon_threadsafe(settle, outcome)

        threading.Thread(target=wait, daemon=True).start()
        outcome = await answer
        self._has_answered = True
        if isinstance(outcome, LearnnnError):
            raise outcome
        return outcome

    @property
    def may_be_replaced(self) -> bool:
        """Only one that has answered before: else a student who saves often might never be answered."""
        return self._has_answered

    def replace(self) -> None:
        """Give the judge up, with the code that it runs, and start another one."""
        self._has_answered = False
        threading.Thread(target=self._judge.close, daemon=True).start()
        self._judge = JudgeProcess()
        self._judge.start()

    def close(self) -> None:
        """End the judge, whatever it is at."""
        self._judge.close()


def _outcome(judge: JudgeProcess, question: Question, course: Course) -> Report | LearnnnError:
    try:
        return judge.ask(question, course)
    except LearnnnError as error:
        return error
    except Exception as error:  # noqa: BLE001  # one that is closed while it is asked may fail in any way
        return WorkerError(f"the judge ended: {type(error).__name__}")
