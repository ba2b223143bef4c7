"""The Python text in a notebook that a student handed in. The notebook is read, never run; saved outputs are ignored.

Which cells count: where a teacher marked cells as nbgrader solutions, those; otherwise all code cells, in their order,
with a blank line between. What only IPython understands is set aside without running anything:

* a line that starts with `%`, `!` or `?`, ends with `?`, or assigns what such a line gives (`files = !ls`), becomes a
  comment, and so do the lines it continues on; an indented one becomes `pass` and a comment, for its block needs a line;
* a cell that starts with `%%` is replaced by one comment that says so.

A line counts as IPython's only where a statement starts: not inside a string of several lines, not inside brackets, not
after a backslash; there `% b` is arithmetic or text. A cell whose first line is indented loses that indentation, as in
IPython. Every other line stays as it is, so that the lines of a cell are as far apart in a traceback as in the notebook.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import msgspec

from learnnn.errors import SubmissionError
from learnnn.nofollow import too_large
from learnnn.submission import MAX_BYTES as MAX_SOURCE_BYTES
from learnnn.submission import text

MAX_BYTES = 8 << 20  # pictures among the outputs are no reason to refuse a notebook
SAVE_AGAIN = "Open it in Jupyter, save it, and hand in the saved file."


class _Nbgrader(msgspec.Struct):
    solution: bool = False


class _Metadata(msgspec.Struct):
    nbgrader: _Nbgrader | None = None


class _Cell(msgspec.Struct):
    cell_type: str
    source: str | list[str] = ""
    metadata: _Metadata = msgspec.field(default_factory=_Metadata)

    @property
    def is_marked(self) -> bool:
        """Whether the teacher marked it as a place for the student's answer; a cell that only grades is none."""
        return self.metadata.nbgrader is not None and self.metadata.nbgrader.solution


class _Notebook(msgspec.Struct):
    cells: list[_Cell]


def source(raw: bytes, path: Path) -> str:
    """The Python text of a notebook. Raises SubmissionError if this is no notebook, or one without code."""
    try:
        notebook = msgspec.json.decode(text(raw, path).encode(), type=_Notebook)
    except (msgspec.DecodeError, RecursionError) as error:
        raise SubmissionError(f"this is not a Jupyter notebook: {error}", path=path, next_step=SAVE_AGAIN) from None
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    chosen = [cell for cell in code if cell.is_marked] or code
    texts = [_python(cell.source if isinstance(cell.source, str) else "".join(cell.source)) for cell in chosen]
    if not any(part.strip() for part in texts):
        raise SubmissionError("the notebook holds no code", path=path, next_step="Write the solution in a code cell.")
    python = "\n\n".join(part.rstrip("\n") for part in texts) + "\n"
    if len(python.encode()) > MAX_SOURCE_BYTES:
        raise too_large(path.with_suffix(".py"), MAX_SOURCE_BYTES)
    return python


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
