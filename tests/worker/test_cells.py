"""A notebook's cells are run one by one, as in a kernel: what fails in one is no obstacle to the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

from learnnn.core import cells
from learnnn.core.model import Device, Exercise, Limits, Submission, Task
from learnnn.core.outcomes import StudentRaised
from learnnn.course.ipynb import CodeCell, assemble
from learnnn.course.layout import Layout
from learnnn.judge.bench import Bench
from learnnn.judge.handles import Module
from learnnn.worker.counted_cells import parsed

EXERCISE = Exercise("demo", "Demo", (Task("f", "F", 1),), ("numpy",), (".backward",), Limits(wall_s=5))
Load = Callable[..., Module]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    one = Bench(Layout(tmp_path_factory.mktemp("course")))
    yield one
    one.close()


@pytest.fixture
def load(bench: Bench) -> Iterator[Load]:
    opened = []

    def load(*given: str | CodeCell) -> Module:
        opened.append(bench.open_student(EXERCISE, notebook(*given), Device.CPU))
        opened[-1].load()
        return Module(opened[-1].conversation)

    yield load
    for one in opened:
        one.close()


def notebook(*given: str | CodeCell) -> Submission:
    """A submission of these cells; a text is an answer."""
    code = [one if isinstance(one, CodeCell) else CodeCell(number, one) for number, one in enumerate(given, 1)]
    return Submission("demo", Path("demo.ipynb"), assemble(code), "")


def scratch(text: str) -> CodeCell:
    return CodeCell(99, text, is_answer=False)


def test_headings_are_found_again():
    text = assemble([CodeCell(2, "x = 1\n\ny = 2"), CodeCell(5, "z = 3", is_answer=False)])

    assert [(cell.number, cell.first_line, cell.text.strip(), cell.is_scratch) for cell in cells.split(text)] == [
        (2, 2, "x = 1\n\ny = 2", False),
        (5, 7, "z = 3", True),
    ]
    assert text.splitlines()[6] == "z = 3"


def test_cells_share_their_names(load: Load):
    assert load("import numpy as np", "def g(x): return np.sum(x)", "def f(x): return g(x) + 1").f([1, 2]) == 4


@pytest.mark.parametrize("broken", ["1 / 0", "def g(:", "raise SystemExit(3)", "exit()", "return 3", "import pandas_"])
def test_a_cell_that_fails_leaves_the_others_as_they_are(load: Load, broken: str):
    assert load("def f(x): return x + 1", scratch(broken), "y = 2").f(2) == 3


def test_who_misses_a_name_is_told_what_became_of_its_cell(load: Load):
    with pytest.raises(StudentRaised) as caught:
        load("x = 1", "def f(x):\n    return (x").f(2)

    assert caught.value.type_name == "SyntaxError"
    assert caught.value.frames[-1].text == "return (x"


def test_who_misses_what_nobody_wrote_is_told_so(load: Load):
    with pytest.raises(StudentRaised, match="does not define `f`"):
        load("x = 1 / 0").f(2)


def test_a_traceback_shows_the_line_within_the_whole_text(load: Load):
    with pytest.raises(StudentRaised) as caught:
        load("x = 1", "def f(x):\n    return x / 0").f(1)

    assert [frame.text for frame in caught.value.frames] == ["return x / 0"]


def test_an_answer_that_breaks_a_rule_is_refused(bench: Bench):
    violation = bench.program(EXERCISE, notebook("x = 1", "loss.backward()")).violation

    assert violation is not None and violation.line == 5


def test_a_rule_is_not_hidden_by_a_cell_that_does_not_parse(bench: Bench):
    assert bench.program(EXERCISE, notebook("def (", "import torch")).violation is not None


def test_a_scratch_cell_that_breaks_a_rule_does_not_count(load: Load):
    module = load(scratch("import torch\ny = 5"), "def f(x): return x")

    assert module.f(1) == 1
    with pytest.raises(StudentRaised, match="`torch` is not used in this exercise"):
        module.y  # noqa: B018  # the access is what is tried


def test_of_a_scratch_cell_count_definitions_and_not_what_it_tries(load: Load):
    tried = "import numpy as np\nEPS = 1e-3\nw = np.ones(2)\ndef help(x): return x + EPS\nfor _ in iter(int, 1): pass"

    module = load(scratch(tried), scratch("y = f(3)\nprint(y)\nwhile True: pass"), "def f(x): return help(x)")

    assert module.f(1) == pytest.approx(1.001)


def test_what_asks_us_for_a_check_is_no_part_of_the_solution(load: Load):
    asked = "from learnnn.notebook import check\nimport learnnn.notebook\ncheck('demo')\nlearnnn.notebook.check('demo')"

    assert load(asked.replace("import learnnn.notebook\n", ""), "def f(x): return x").f(1) == 1


def test_headings_in_a_python_file_are_comments(bench: Bench):
    opened = bench.open_student(EXERCISE, Submission("demo", Path("demo.py"), "# %% cell 1\n1 / 0", ""), Device.CPU)
    with pytest.raises(StudentRaised, match="division"):
        opened.load()
    opened.close()


class Counting(str):
    """A text that counts how many characters it is searched in for ends of lines."""

    __slots__ = ()
    looked_at: ClassVar[int] = 0

    def count(self, what: str, start: int = 0, end: int | None = None) -> int:  # type: ignore[override]
        Counting.looked_at += (len(self) if end is None else end) - start
        return super().count(what, start, end)


@pytest.mark.parametrize("look", [cells.split, lambda text: [cells.place(text, line) for line in range(0, 4000, 100)]])
def test_a_text_of_headings_is_read_once(look):
    text = Counting("".join(f"# %% cell {number}\nx\n" for number in range(2000)))
    Counting.looked_at = 0

    look(text)

    assert Counting.looked_at <= 2 * len(text)


def test_a_line_has_the_name_it_has_in_the_notebook():
    text = "before\n# %% cell 2\nx\ny\n\n# %% scratch cell 5\nz\n"

    assert [cells.place(text, line) for line in (1, 2, 3, 4, 7, 9)] == [
        "line 1", "line 2", "cell 2, line 1", "cell 2, line 2", "cell 5, line 1", "cell 5, line 3",
    ]  # fmt: skip


def test_a_heading_with_a_number_that_no_notebook_has_is_none():
    assert cells.split(f"# %% cell {'9' * 5000}\nx\n") == []


def test_a_cell_that_does_not_parse_names_its_line_of_the_whole_text():
    cell = cells.Cell(7, 101, "x = 1\ny = (\n", is_scratch=False)

    with pytest.raises(SyntaxError) as caught:
        parsed(cell)
    assert caught.value.lineno == 102
    assert parsed(replace(cell, text="x = 1\ny = 2\n")).body[1].lineno == 102
