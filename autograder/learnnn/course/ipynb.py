"""The Python text in a notebook that a student handed in. The notebook is read, never run; saved outputs are ignored.

All code cells count but nbgrader's test cells, each under a heading (`learnnn.core.cells`), for each is run by itself. What
a teacher marked as nbgrader solutions are the answers, whatever type their cell was turned into; all others are scratch, and
so is a notebook that no teacher made. What only IPython understands is set aside without running anything:

* a line that starts with `%`, `!` or `?`, ends with `?`, or assigns what such a line gives (`files = !ls`), becomes a
  comment, and so do the lines it continues on; an indented one becomes `pass` and a comment, for its block needs a line;
* a cell that starts with `%%` is replaced by one comment that says so.

A line counts as IPython's only where a statement starts: not inside a string of several lines, not inside brackets, not
after a backslash; there `% b` is arithmetic or text. A cell whose first line is indented loses that indentation, as in
IPython. Every other line stays as it is, so that the lines of a cell are as far apart in a traceback as in the notebook.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from learnnn.core import cells
from learnnn.core.errors import SubmissionError
from learnnn.course.submission import MAX_BYTES as MAX_SOURCE_BYTES
from learnnn.course.submission import text
from learnnn.system.nofollow import too_large

MAX_BYTES = 8 << 20  # pictures among the outputs are no reason to refuse a notebook
SAVE_AGAIN = "Open it in Jupyter, save it, and hand in the saved file."


@dataclass(frozen=True, slots=True)
class CodeCell:
    """One code cell: where it stands in the notebook, counted from 1, and whether it is an answer or scratch."""

    number: int
    text: str
    is_answer: bool = True


class _Nbgrader(msgspec.Struct):
    """What nbgrader says of a cell. It is the student's file: anything may stand here, and what is odd is not believed."""

    solution: Any = None
    grade: Any = None
    locked: Any = None
    cell_type: Any = None


class _Metadata(msgspec.Struct):
    nbgrader: Any = None


class _Cell(msgspec.Struct):
    cell_type: str
    source: str | list[str] = ""
    metadata: _Metadata = msgspec.field(default_factory=_Metadata)

    @property
    def text(self) -> str:
        return self.source if isinstance(self.source, str) else "".join(self.source)

    @property
    def is_code(self) -> bool:
        """Also an answer that was turned into text by a slip of the hand: nbgrader turns it back."""
        mark = self._mark
        return self.cell_type == "code" or (mark.solution is True and mark.cell_type == "code")

    @property
    def is_marked(self) -> bool:
        """Whether the teacher marked it as a place for the student's answer."""
        return self._mark.solution is True

    @property
    def is_given(self) -> bool:
        """Whether the teacher wrote it for the student: imports, say. They belong to the answers."""
        return self._mark.locked is True and self._mark.grade is not True

    @property
    def is_test(self) -> bool:
        return self._mark.grade is True and self._mark.solution is not True

    @property
    def _mark(self) -> _Nbgrader:
        given = self.metadata.nbgrader
        return msgspec.convert(given, _Nbgrader) if isinstance(given, dict) else _Nbgrader()


class _Notebook(msgspec.Struct):
    cells: list[_Cell]


def source(raw: bytes, path: Path) -> str:
    """The Python text of a notebook. Raises SubmissionError if this is no notebook, or one without code."""
    try:
        notebook = msgspec.json.decode(text(raw, path).encode(), type=_Notebook)
    except (msgspec.DecodeError, RecursionError) as error:
        raise SubmissionError(f"this is not a Jupyter notebook: {error}", path=path, next_step=SAVE_AGAIN) from None
    code = [(number, cell) for number, cell in enumerate(notebook.cells, 1) if cell.is_code and not cell.is_test]
    python = assemble(CodeCell(number, cell.text, is_answer=cell.is_marked or cell.is_given) for number, cell in code)
    if not python and any(isinstance(cell.metadata.nbgrader, dict) for cell in notebook.cells):
        return f"{cells.heading(1, is_scratch=False)}\n"  # a teacher's notebook without its answers: that is no answer
    if not python:
        raise SubmissionError("the notebook holds no code", path=path, next_step="Write the solution in a code cell.")
    if len(python.encode()) > MAX_SOURCE_BYTES:
        raise too_large(path.with_suffix(".py"), MAX_SOURCE_BYTES)
    return python


def assemble(code: Iterable[CodeCell]) -> str:
    """The cells as one text, as workers take it; empty if nothing is in them."""
    texts = [(cell, _python(cell.text).rstrip("\n")) for cell in code]
    parts = [
        f"{cells.heading(cell.number, is_scratch=not cell.is_answer)}\n{text}" for cell, text in texts if text.strip()
    ]
    return "\n\n".join(parts) + "\n" if parts else ""


def _python(cell: str) -> str:
    """One cell, with what is IPython's set aside."""
    if cell.lstrip().startswith("%%"):
        return f"# left out: a cell that starts with {cell.split(maxsplit=1)[0]}"
    lines, state, is_continued = [], _State(), False
    for line in _lines(cell):
        after = state.after(line)
        if is_continued:
            lines.append(f"# {line}")
        elif state.is_at_start and (_IPYTHON.match(line) or after.ends_with_question):
            lines.append(_set_aside(line))
        else:
            lines.append(line)
            state = after
            continue
        is_continued = line.rstrip("\n").endswith("\\")
    return "".join(lines)


def _lines(cell: str) -> list[str]:
    """The lines of a cell, without the indentation of the first."""
    lines = re.split(r"(?<=\n)", cell.replace("\r\n", "\n").replace("\r", "\n"))
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip(" \t"))]
    return [line.removeprefix(indent) for line in lines]


def _set_aside(line: str) -> str:
    statement = line.lstrip(" \t")
    indent = line[: len(line) - len(statement)]
    return f"{indent}pass  # {statement}" if indent else f"# {statement}"


_IPYTHON = re.compile(
    r"""[ \t]* (?: [%!?]                              # %matplotlib inline, !pip list, ?np.dot
                | [A-Za-z_][\w.,[\] ]* = [ \t]* [%!]  # files = !ls
              )""",
    re.VERBOSE,
)
# What a line of Python is made of, as far as it matters here. A string that is not closed on its line comes last.
_TOKEN = re.compile(
    r"""
      \"{3} (?: \\. | [^\\] )*? \"{3}   |  '{3} (?: \\. | [^\\] )*? '{3}
    | (?P<unclosed> \"{3} | '{3} )
    | " (?: \\. | [^"\\] )* "          |  ' (?: \\. | [^'\\] )* '
    | (?P<cut_off> ["'] )
    | (?P<comment> \# )
    | (?P<opening> [([{] )
    | (?P<closing> [)\]}] )
    | [^\s]
    """,
    re.VERBOSE | re.DOTALL,
)
_END = {quote: re.compile(rf"(?:\\.|[^\\])*?{quote}", re.DOTALL) for quote in ('"""', "'''", '"', "'")}


@dataclass(frozen=True, slots=True)
class _State:
    """Where the text stands at the end of a line: what has been opened and is not closed yet."""

    quote: str = ""  # of a string that goes on
    depth: int = 0  # of brackets
    is_continued: bool = False  # by a backslash
    ends_with_question: bool = False  # outside of strings and comments, where Python has no `?`

    @property
    def is_at_start(self) -> bool:
        """Whether the next line starts a statement."""
        return not self.quote and not self.depth and not self.is_continued

    def after(self, line: str) -> _State:
        """The state one line later."""
        line = line.rstrip("\n")
        position = 0
        if self.quote:
            end = _END[self.quote].match(line)
            if end is None:
                return self if len(self.quote) == 3 or _ends_with_backslash(line) else _State(depth=self.depth)
            position = end.end()
        depth, last = self.depth, ""
        for token in _TOKEN.finditer(line, position):
            last = token.group()
            match token.lastgroup:
                case "unclosed":
                    return _State(last, depth)
                case "cut_off":  # it goes on if the line ends with a backslash; otherwise it is an error of theirs
                    return _State(last if _ends_with_backslash(line) else "", depth)
                case "comment":
                    return _State(depth=depth)
                case "opening":
                    depth += 1
                case "closing":
                    depth = max(0, depth - 1)
        return _State("", depth, last == "\\", last == "?")


def _ends_with_backslash(line: str) -> bool:
    """Whether the line ends with a backslash that is not itself escaped."""
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1
