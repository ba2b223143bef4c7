"""From a notebook the cells that count are taken as Python, and what only IPython understands is set aside."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnnn.core.errors import SubmissionError
from learnnn.course import ipynb
from tests.grounds.handed_in import code, notebook_bytes

HERE = Path("ann.ipynb")


HEADINGS = re.compile(r"^# %% (scratch )?cell \d+\n", re.MULTILINE)


def python(*cells: dict[str, object]) -> str:
    """The text without its headings."""
    return HEADINGS.sub("", ipynb.source(notebook_bytes(*cells), HERE))


def text(source: str) -> str:
    """One cell's text, without the line end that is always there."""
    return python(code("x = 0"), code(source)).removesuffix("\n").removeprefix("x = 0").removeprefix("\n\n")


def refusal(raw: bytes) -> SubmissionError:
    with pytest.raises(SubmissionError) as caught:
        ipynb.source(raw, HERE)
    return caught.value


# -- which cells --------------------------------------------------------------------------------------------------------


def test_code_cells_are_joined_with_a_blank_line():
    markdown = {"cell_type": "markdown", "metadata": {}, "source": "# Title"}

    assert python(code("x = 1\n"), markdown, code("y = 2"), code("z = 3\n\n")) == "x = 1\n\ny = 2\n\nz = 3\n"


def test_a_cell_may_be_a_list_of_lines():
    assert python(code(["x = 1\n", "y = 2"])) == "x = 1\ny = 2\n"


def test_where_solutions_are_marked_the_others_are_scratch():
    cells = [code("import os"), code("x = 1", solution=True, grade=False), code("assert x", solution=False, grade=True)]

    found = ipynb.source(notebook_bytes(*cells), HERE)

    assert found == "# %% scratch cell 1\nimport os\n\n# %% cell 2\nx = 1\n"


def test_a_solution_that_is_also_graded_counts():
    assert python(code("y = 1"), code("x = 1", solution=True, grade=True)) == "y = 1\n\nx = 1\n"


def test_cells_that_only_grade_are_left_out():
    assert python(code("x = 1"), code("assert x", solution=False, grade=True)) == "x = 1\n"


def test_what_the_teacher_gave_belongs_to_the_answers():
    given, answer = code("import numpy as np", locked=True, solution=False), code("x = 1", solution=True)

    assert ipynb.source(notebook_bytes(given, answer), HERE).startswith("# %% cell 1\nimport numpy")


def test_an_answer_that_was_turned_into_text_still_counts():
    answer = code("x = 1", solution=True, cell_type="code") | {"cell_type": "markdown"}

    assert python(answer) == "x = 1\n"


@pytest.mark.parametrize("mark", ["yes", 1, [], {"solution": "yes"}, {"solution": [True], "grade": 1, "locked": {}}])
def test_marks_that_nobody_made_are_not_believed(mark):
    assert python(code("x = 1") | {"metadata": {"nbgrader": mark}}) == "x = 1\n"


@pytest.mark.parametrize("metadata", [None, {}, {"nbgrader": None}, {"nbgrader": {}}, {"collapsed": True}])
def test_other_metadata_does_not_matter(metadata):
    cell = code("x = 1") | ({"metadata": metadata} if metadata is not None else {})

    assert python(cell) == "x = 1\n"


def test_pictures_among_the_outputs_do_not_matter():
    output = {"output_type": "display_data", "data": {"image/png": "A" * (3 << 20)}, "metadata": {}}

    assert python(code("x = 1") | {"outputs": [output]}) == "x = 1\n"


# -- what is IPython's --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "%matplotlib inline",
        "!pip install torch",
        "?np.dot",
        "%time x = f()",
        "np.dot?",
        "np.dot??",
        "!echo 'it",
        "%",
        "!ls # a",
    ],
)
def test_a_line_of_ipython_becomes_a_comment(line):
    assert text(f"{line}\nx = 1") == f"# {line}\nx = 1"


@pytest.mark.parametrize("line", ["files = !ls", "a, b = %time f()", "x.y = %timeit -o f()", "d[k]=!ls"])
def test_what_ipython_would_assign_becomes_a_comment(line):
    assert text(f"{line}\nx = 1") == f"# {line}\nx = 1"


def test_an_indented_line_of_ipython_leaves_its_block_a_statement():
    assert text("if x:\n    %matplotlib inline\ny = 1") == "if x:\n    pass  # %matplotlib inline\ny = 1"


def test_a_line_of_ipython_may_go_on():
    assert text("!pip install \\\n   torch \\\n  numpy\nx = 1") == "# !pip install \\\n#    torch \\\n#   numpy\nx = 1"


@pytest.mark.parametrize("cell", ["%%bash\nls", "%%time", "\n%%html\n<p>", "  %%writefile x.py\nx = 1"])
def test_a_cell_for_something_else_is_left_out(cell):
    assert text(cell) == f"# left out: a cell that starts with {cell.split()[0]}"


@pytest.mark.parametrize(
    "source",
    [
        "x = '''\n%d items\n!\n?\n'''",
        'x = """\n%d items\n"""',
        'x = r"""\\\n%d\n"""',
        'x = """ \\"""\n%d\n"""',
        "x = ('a'\n% b)",
        "x = [\n  a\n  % b,\n]",
        "x = a \\\n% b",
        "x = 'a\\\n% b'",
        "def f():\n    '''A docstring.\n\n    %s and !\n    '''\n    return 1",
        'x = "\'\'\'"\ny = 5\nz = """\n%\n"""',
        "x = '#'; y = '''\n%\n'''",
        "x = 'a''' ; y = '''\n% b\n'''",
        "x = f'{a!r}'\ny = a != b",
        "x = '%d' % 3\nx %= 2",
        "# is it so?",
        "x = 'so?'",
        "d['a = !'] = 1",
        "x = a == b",
        "x = 1  # what?",
        "x = {\n '%': 1,\n}",
    ],
)
def test_python_stays_as_it_is(source):
    ast.parse(source)

    assert text(source) == source


@pytest.mark.parametrize(
    "before",
    ["x = '''\n%\n'''", "x = (1,\n2)", "x = 'a\\\nb'", "x = 1 \\\n + 2", "x = '#'", 'x = "\\""', "x = ')('", "# ("],
)
def test_after_python_of_several_lines_ipython_is_known_again(before):
    assert text(f"{before}\n%time\ny = 1") == f"{before}\n# %time\ny = 1"


@pytest.mark.parametrize("broken", ["x = '", 'x = "abc', "x = )"])
def test_an_error_of_theirs_does_not_hide_what_follows(broken):
    assert text(f"{broken}\n%time") == f"{broken}\n# %time"


def test_a_bracket_that_stays_open_ends_with_its_cell():
    assert python(code("x = ("), code("%time\ny = 1")) == "x = (\n\n# %time\ny = 1\n"


def test_an_indented_cell_is_moved_to_the_left():
    assert text("  %time\n  if x:\n    y = 1") == "# %time\nif x:\n  y = 1"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_line_ends(end):
    assert text(f"x = 1{end}%time{end}y = 2") == "x = 1\n# %time\ny = 2"


@given(st.text(alphabet="ab \n\t%!?='\"\\#()[]{}", max_size=80))
def test_lines_of_a_cell_keep_their_distance(source):
    text = ipynb.source(notebook_bytes(code("x = 0"), code(source), code("last = 1")), HERE)

    if source.strip() and not source.lstrip().startswith("%%"):
        assert text.count("\n") == source.rstrip("\n").count("\n") + 8


@given(st.text(alphabet="ab \n%='\"\\#()", max_size=60))
def test_whatever_is_python_stays_as_it_is(source):
    try:
        ast.parse(source)
    except (SyntaxError, ValueError):
        return

    assert text(source).strip() == source.strip() or source[:1] == " "


# -- what is refused ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"x = 1",
        b"[]",
        b"null",
        b'"cells"',
        b'{"worksheets": []}',
        b'{"cells": {}}',
        b'{"cells": [1]}',
        b'{"cells": [{"source": "x"}]}',
        b'{"cells": [{"cell_type": "code", "source": {"a": 1}}]}',
        b'{"cells": [{"cell_type": "code", "source": ["a", 1]}]}',
        b'{"cells": [{"cell_type": "code", "source": "\\ud800"}]}',
        b'{"cells": [',
        b'{"cells": ' + b"[" * 1_000_000,
        b'{"x": ' + b"[" * 1_000_000 + b"]" * 1_000_000 + b', "cells": []}',
        b'{"x": ' + b'{"a": ' * 1_000_000,
    ],
)
def test_what_is_no_notebook_says_so(raw):
    error = refusal(raw)

    assert error.what.startswith("this is not a Jupyter notebook")
    assert error.next_step == ipynb.SAVE_AGAIN


@pytest.mark.parametrize("cells", [[], [code("")], [code(" \n"), code([])], [{"cell_type": "markdown", "source": "x"}]])
def test_a_notebook_without_code_says_so(cells):
    assert refusal(notebook_bytes(*cells)).what == "the notebook holds no code"


def test_a_notebook_in_another_encoding_says_so():
    assert "not UTF-8" in refusal(notebook_bytes(code("x")).decode().encode("utf-16")).what


def test_a_byte_order_mark_is_no_part_of_a_notebook():
    assert ipynb.source(b"\xef\xbb\xbf" + notebook_bytes(code("x = 1")), HERE) == "# %% scratch cell 1\nx = 1\n"


def test_code_has_the_bound_of_a_python_file():
    error = refusal(notebook_bytes(*[code("#" * (1 << 19))] * 3))

    assert error.what == "the file is larger than 1 MB"


def test_a_teachers_notebook_without_its_answers_is_an_empty_one():
    title = {"cell_type": "markdown", "metadata": {"nbgrader": {"grade_id": "statement"}}, "source": "# Title"}

    assert python(title) == ""
