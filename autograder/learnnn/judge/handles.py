"""What a check holds of the other side: the module, its functions, and objects that stay in the worker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from learnnn.compare.answers import describe
from learnnn.core.outcomes import CheckFailed
from learnnn.judge import figure_form

if TYPE_CHECKING:
    from learnnn.judge.conversation import Conversation

MODULE = 0  # the handle of the module itself


class Method:
    """A function, method or class in the worker, to be called."""

    def __init__(self, conversation: Conversation, on: int, name: str, expression: str) -> None:
        self._conversation, self._on, self._name, self._expression = conversation, on, name, expression

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._conversation.call(self._on, self._name, self._expression, args, kwargs)

    def each(self, *calls: tuple[Any, ...]) -> Iterator[Any]:
        """The answers to many calls, asked together: one for each tuple of arguments, in their order.

        It is as if each were called as its answer is taken: an exception comes in the place of its answer, and what was asked
        counts as far as it was taken. But all that come together are made before the first is taken, so that no argument can
        depend on an answer.
        """
        return self._conversation.call_each(self._on, self._name, self._expression, calls)

    def __deepcopy__(self, _: dict[int, Any]) -> Method:
        return self

    def __repr__(self) -> str:
        return f"<{self._expression}>"


class Handle:
    """An object that stays in the worker. Attributes, items and calls are answered from there."""

    __slots__ = ("_conversation", "_expression", "_id", "_type_name")
    _conversation: Conversation
    _expression: str
    _id: int
    _type_name: str

    def __init__(self, conversation: Conversation, index: int, type_name: str, expression: str) -> None:
        object.__setattr__(self, "_conversation", conversation)
        object.__setattr__(self, "_id", index)
        object.__setattr__(self, "_type_name", type_name)
        object.__setattr__(self, "_expression", expression)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what NumPy and pytest probe for is not a question to the student's code
            raise AttributeError(name)
        return self._conversation.get(self._id, name, f"{self._expression}.{name}")

    def __setattr__(self, name: str, value: Any) -> None:
        self._conversation.set(self._id, name, value, f"{self._expression}.{name}")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._conversation.call(self._id, None, self._expression, args, kwargs)

    def __getitem__(self, key: Any) -> Any:
        return self._conversation.item(self._id, key, self._expression)

    def __len__(self) -> int:
        return self._conversation.length(self._id, self._expression)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._conversation.items(self._id, self._expression))

    def __bool__(self) -> bool:
        return True  # not a question to the student's `__len__` or `__bool__`

    def __deepcopy__(self, _: dict[int, Any]) -> Handle:
        return self  # what it stands for is in the worker

    def __repr__(self) -> str:
        return f"<{self._type_name} in the worker>"


class Module:
    """The module under check: `student.step(z)` calls its function `step`, `student.LIMIT` is a constant."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = self._conversation.get(MODULE, name, name)
        is_constant = name.isupper() and found is not None
        if not (is_constant or isinstance(found, (Method, Handle))):
            raise CheckFailed(f"`{name}` is {describe(found)}, and not a function.")
        return found

    @property
    def stage(self) -> Any:
        """The course's own module beside the student's code, see `stage_<slug>.py`."""
        return self._conversation.ask_plainly({"op": "stage"}, "stage")

    def keep(self, value: Any) -> Any:
        """A handle to `value` in the worker: sent once, used in many calls."""
        return self._conversation.keep(value)

    def figure(self, figure: Any = None) -> dict[str, Any]:
        """A matplotlib figure or axes (default: the current figure) as plain data, see `learnnn.worker.figures`.

        Raises CheckFailed where what comes is of another form.
        """
        return figure_form.required(self._conversation.describe_figure(figure))

    def device_report(self) -> dict[str, Any]:
        """Transfers and synchronizing reads so far on the phantom device, see `learnnn.worker.phantom`."""
        return self._conversation.device_report()


def plain(value: Any) -> Any:
    """What is of a kind derived from tuple, list or dict, as that; all else as it is. A named tuple is as good as a tuple.

    (It is a handle otherwise, so that a function of theirs which wants it back gets the very object.) Whatever is compared
    as a whole is made plain first.
    """
    return value._conversation.plain(value._id, value._expression) if isinstance(value, Handle) else value
