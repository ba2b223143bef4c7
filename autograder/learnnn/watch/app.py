"""The terminal application. What a student's code produced is shown as plain text, never as markup."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer
from textual.widgets import Static

from learnnn.core.errors import LearnnnError
from learnnn.core.model import Exercise
from learnnn.course import hints
from learnnn.report.render import hint_lines, line
from learnnn.watch import view
from learnnn.watch.checker import Checker
from learnnn.watch.desk import Desk, Verdict, first_failure, stuck_at
from learnnn.watch.exercise_list import ExerciseList
from learnnn.watch.judges import Judges
from learnnn.watch.rows import Keys, OneRow, Rows
from learnnn.watch.saves import Way, saves
from learnnn.worker.process import python

KEYS = (
    "h hint   l list   n next   p previous   a check all   o open the pictures   q quit",
    "h hint  l list  n next  p previous  a check all  o pictures  q quit",
    "h hint l list n next p prev a all o pics q quit",
    "h l n p a o q",
)
TOLD_ROWS = 8  # of what is told should be seen without scrolling
MOVE_ON_S = 2.5  # to read that everything passes


class Watch(App[None]):
    """One exercise, judged whenever it is saved."""

    ENABLE_COMMAND_PALETTE = False
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (9, "-low"), (18, "-high")]  # noqa: RUF012  # textual says no ClassVar
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "hint"),
        Binding("l", "list"),
        Binding("n", "next"),
        Binding("p", "previous"),
        Binding("a", "check_all"),
        Binding("o", "open_pictures"),
        Binding("q", "quit"),
        Binding("ctrl+c", "quit", priority=True),
    ]
    CSS = """
    #top { height: 1; margin-bottom: 1; }
    #title { width: 1fr; text-style: bold; }
    #progress { width: auto; margin-left: 2; }
    Body { height: 1fr; scrollbar-size-vertical: 1; }
    #told { margin-top: 1; }
    Body.-outdated > Static { text-style: dim; }
    #foot { height: auto; margin-top: 1; }
    #message { height: auto; max-height: 3; text-style: bold; }
    #status { text-style: dim; }
    .-low #top, .-low #foot, .-tiny #foot { margin: 0; }
    .-tiny #top { display: none; }
    """

    def __init__(self, desk: Desk, judges: Judges, way: Way, *, is_named: bool = False) -> None:
        """`is_named`: the student asked for this exercise, and stays there even if it passes."""
        super().__init__()
        self.theme = "ansi-dark"  # the terminal's own colours
        self.desk = desk
        self._way = way
        self._checker = Checker(desk, judges, self)
        self._moves_on = not is_named
        self._departure: Timer | None = None
        self._came_from: Exercise | None = None
        self._told_of = ""  # the check that is told about
        self._notice = desk.progress.notice
        self._list: ExerciseList | None = None
        # Held here: a check may end while the screen is taken down, where they would not be found any more.
        self._progress, self._body = Static(id="progress", markup=False), Body()
        self._message, self._status = Static(id="message", markup=False), OneRow(id="status")

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield OneRow(self.desk.course.title, id="title")
            yield self._progress
        yield self._body
        with Vertical(id="foot"):
            yield self._message
            yield self._status
            yield Keys(*KEYS)

    def on_mount(self) -> None:
        self._body.focus()
        self._say(self._notice)
        self._show()
        self.run_worker(self._checker.run())
        self.run_worker(self._follow_saves())

    # -- keys ------------------------------------------------------------------------------------------------------

    def action_hint(self) -> None:
        """The next hint for what is shown."""
        exercise, verdict = self.desk.exercise, self.desk.verdict
        if verdict is not None and verdict.passed:
            self._say("Nothing is left to be hinted at: all of it passes.")
            return
        task = stuck_at(exercise, verdict.report if verdict is not None else None)
        try:
            given = hints.give(self.desk.layout, exercise.slug, task)
        except LearnnnError as error:
            self._say(error.what)
            return
        self._say(given.problem)
        hint = self._body.hint
        hint.update(Rows([line(), *hint_lines(given.name, given.steps, given.seen, is_repeat=False)]))
        self.call_after_refresh(hint.scroll_visible, animate=False)

    def action_list(self) -> None:
        self._stay()
        self.desk.look_at_all()
        self._list = ExerciseList(self.desk, self._busy)
        self.push_screen(self._list, self._chosen)

    def action_check_all(self) -> None:
        """Every exercise, one after the other."""
        self.desk.want(exercise for exercise in self.desk.course.exercises if exercise != self._checker.asked)
        self._checker.ring()
        if self._list is None:
            self.action_list()

    def action_next(self) -> None:
        self._go_to_neighbour(self.desk.neighbour(1), "This is the last exercise.")

    def action_previous(self) -> None:
        """Back to where the student was; without moving on, if that was about to happen."""
        if self._departure is not None:
            self._moves_on = False
            self._stay("You stay here.")
            return
        self._go_to_neighbour(self._came_from or self.desk.neighbour(-1), "This is the first exercise.")

    def action_open_pictures(self) -> None:
        self.run_worker(self._open_pictures(self.desk.exercise), exclusive=True, group="pictures")

    def stop(self, signal_number: int) -> None:
        """Quit because of a signal."""
        self.exit(return_code=128 + signal_number)

    # -- from exercise to exercise -----------------------------------------------------------------------------------

    def _go_to_neighbour(self, exercise: Exercise | None, at_the_end: str) -> None:
        if exercise is None:
            self._say(at_the_end)
            return
        self._moves_on = False
        self._go(exercise)

    def _chosen(self, slug: str | None) -> None:
        self._list = None
        exercise = self.desk.course.exercise(slug) if slug is not None else None
        if exercise is None:
            self.desk.others.clear()  # nobody looks at them any more
            return
        self._moves_on = False
        self._go(exercise)

    def _go(self, exercise: Exercise, said: str = "", *, came_from: Exercise | None = None) -> None:
        self._stay(said)
        self._came_from = came_from
        self.desk.go(exercise)
        self._forget_hint()
        self._show()
        self._body.start_over()
        self._checker.ring()

    def _prepare_to_move_on(self) -> None:
        """The exercise at hand passes: tell what comes next, and have that checked while the student reads."""
        self.desk.look_at_all()
        following = self.desk.following()
        if following is None or not self._moves_on:
            return
        self.desk.want([following])
        self._say(f"Next: {following.title}, in a moment. p stays here.")
        self._departure = self.set_timer(MOVE_ON_S, lambda: self._move_on(following))

    def _move_on(self, following: Exercise) -> None:
        done = self.desk.exercise
        self._go(following, f"{done.title} passes. Now: {following.title}. p goes back.", came_from=done)

    def _stay(self, said: str = "") -> None:
        """Do not move on, if that was about to happen."""
        if self._departure is not None:
            self._departure.stop()
            self._departure = None
        self._say(said)

    # -- saves -----------------------------------------------------------------------------------------------------

    async def _follow_saves(self) -> None:
        folder = self.desk.layout.exercises
        async for paths in saves(folder, self._way, is_meant=self.desk.is_meant, tell=self._watch_by):
            self._saved(paths)

    def _watch_by(self, way: Way) -> None:
        self._way = way
        self._show_status()

    def _saved(self, paths: Iterable[Path]) -> None:
        """The exercise at hand is checked again. If another one was saved, and only that, the student works on that now."""
        touched = self.desk.touched(paths)
        if self.desk.exercise in touched:
            self._stay()
            self.desk.is_due = True
            self._show_work()
        elif len(touched) == 1 and self.desk.layout.stub(touched[0].slug) in paths:
            (other,) = touched
            self._moves_on = True
            self._go(other, f"{other.title} was saved. p goes back.", came_from=self.desk.exercise)
        self._checker.ring()

    # -- checks ----------------------------------------------------------------------------------------------------

    def on_check_begun(self) -> None:
        self._show_work()

    def on_time_passed(self) -> None:
        self._show_status()

    def on_trouble(self, message: str) -> None:
        self._say(message)

    def on_check_ended(self) -> None:
        self._show()

    def on_verdict(self, verdict: Verdict) -> None:
        if verdict.saved.exercise != self.desk.exercise:
            return
        failure = first_failure(verdict.report) if verdict.report is not None else None
        told_of = failure.name if failure is not None else ""
        if self._told_of != told_of:  # else the student may have scrolled to a place in it
            self._body.start_over()
        self._told_of = told_of
        if verdict.passed:
            self._forget_hint()
            self._prepare_to_move_on()
        else:
            self._moves_on = True
        if self._notice != self.desk.progress.notice:
            self._notice = self.desk.progress.notice
            self._say(self._notice)

    # -- the screen --------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        self._progress.update(Text(view.progress_words(self.desk)))
        self._body.tasks.update(Rows(view.task_lines(self.desk), is_wrapped=False))
        self._body.told.update(Rows(view.outcome_lines(self.desk)))
        self._show_work()

    def _show_work(self) -> None:
        """What is being checked; what is told is dimmed while it is about an earlier text."""
        self._body.set_class(self._is_outdated, "-outdated")
        self._show_status()
        if self._list is not None:
            self._list.show()

    def _show_status(self) -> None:
        elapsed_s = self._checker.elapsed_s if self._is_outdated else None
        self._status.say(*view.status_words(self.desk.verdict, elapsed_s, self._way))

    @property
    def _is_outdated(self) -> bool:
        return self.desk.is_due or self._checker.asked == self.desk.exercise

    def _busy(self, exercise: Exercise) -> str:
        """A word for an exercise that is to be checked, for the list; an empty one for the others."""
        if exercise == self._checker.asked:
            return view.CHECKING
        is_due = exercise in self.desk.others or (exercise == self.desk.exercise and self.desk.is_due)
        return view.WAITING if is_due else ""

    def _say(self, message: str) -> None:
        """A word to the student, in place of the last one."""
        self._message.display = bool(message)
        self._message.update(Rows([line(message)]))

    def _forget_hint(self) -> None:
        self._body.hint.update("")

    async def _open_pictures(self, exercise: Exercise) -> None:
        """Leave it to `learnnn show`, and say what it said last."""
        command = [*python("learnnn.cli"), "--course", str(self.desk.course.root), "show", "--open", exercise.slug]
        self._say(f"Drawing what {exercise.title} does …")
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,  # a browser of the terminal's would take ours
        )
        try:
            said, _ = await process.communicate()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        self._say(next(reversed(said.decode(errors="replace").split("\n")[:-1]), "There are no pictures."))


class Body(VerticalScroll):
    """The tasks, what is told of them, and a hint."""

    def __init__(self) -> None:
        self.tasks, self.told, self.hint = (Static(id=name, markup=False) for name in ("tasks", "told", "hint"))
        super().__init__(self.tasks, self.told, self.hint)

    def on_resize(self) -> None:
        self.start_over()

    def start_over(self) -> None:
        """Show it from the top if there is room for the tasks and for some of what is told; else from what is told."""
        self.call_after_refresh(self._scroll_to_what_matters)

    def _scroll_to_what_matters(self) -> None:
        tasks = self.tasks.size.height
        has_room = self.size.height >= tasks + TOLD_ROWS
        self.scroll_to(y=0 if has_room else tasks + 1, animate=False)
