"""All exercises of the course and how they stand; choosing one goes there."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from learnnn.core.model import Exercise
from learnnn.watch import view
from learnnn.watch.desk import Desk
from learnnn.watch.rows import Keys, OneRow, Rows

KEYS = (
    "enter go there   a check all   esc back",
    "enter go  a check all  esc back",
    "enter go  esc back",
    "enter  esc",
)


class ExerciseList(ModalScreen[str | None]):
    """Gives the slug of the exercise that was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,l,q", "dismiss"),
        Binding("a", "app.check_all"),
        Binding("ctrl+c", "app.quit", priority=True),
    ]
    CSS = """
    ExerciseList { background: ansi_default; }
    ExerciseList > #stands { height: 1; text-style: bold; margin-bottom: 1; }
    ExerciseList > OptionList { height: 1fr; border: none; padding: 0; background: ansi_default; scrollbar-size-vertical: 1; }
    """

    def __init__(self, desk: Desk, busy: Callable[[Exercise], str]) -> None:
        """`busy` has a word for an exercise that is to be checked, and an empty one for the others."""
        super().__init__()
        self._desk, self._busy = desk, busy
        self._title = OneRow(id="stands")
        self._choices = OptionList(*(Option("", exercise.slug) for exercise in desk.course.exercises), markup=False)

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._choices
        yield Keys(*KEYS)

    def on_mount(self) -> None:
        self._choices.highlighted = self._desk.course.exercises.index(self._desk.exercise)
        self.show()

    def show(self) -> None:
        """Bring the rows up to date. The one that the cursor is on has the cursor's colours."""
        title = f"{self._desk.course.title}: {view.progress_words(self._desk)}"
        self._title.say(title, view.progress_words(self._desk))
        for place, exercise in enumerate(self._desk.course.exercises):
            self._choices.replace_option_prompt(
                exercise.slug, self._row(exercise, is_chosen=place == self._choices.highlighted)
            )

    def on_option_list_option_highlighted(self) -> None:
        self.show()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def _row(self, exercise: Exercise, *, is_chosen: bool) -> Rows:
        row = view.exercise_row(self._desk, exercise, busy=self._busy(exercise))
        return Rows([tuple((text, "") for text, _ in row) if is_chosen else row], is_wrapped=False)
