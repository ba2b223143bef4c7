"""An overlay takes the place of what it names, and of nothing else."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from learnnn.course.overlay import Laid, OverlayError, lay

RIGHT = '''\
"""A right solution."""

import numpy as np

SCALE = 2  # of everything


# How it decides.
def step(z):
    def inner(y):
        return y

    return inner(z) >= 0


class Model:
    """Learns."""

    lr = 0.1

    def fit(self, X):
        return step(X)

    # What comes out.
    def predict(self, X):
        return X


def last():
    return SCALE
'''


def laid(overlay: str, right: str = RIGHT) -> Laid:
    return lay(dedent(overlay), dedent(right))


def run(result: Laid) -> dict[str, object]:
    space: dict[str, object] = {"__name__": "laid"}
    exec(compile(result.source, "laid", "exec"), space)
    return space


def error(overlay: str, right: str = RIGHT) -> OverlayError:
    with pytest.raises(OverlayError) as caught:
        laid(overlay, right)
    return caught.value


def test_an_overlay_that_says_nothing_changes_nothing() -> None:
    assert laid('"""What happened."""\n') == Laid(RIGHT, (), (), ())


def test_a_function_takes_the_place_of_its_namesake() -> None:
    result = laid("def last():\n    return 0\n")

    assert result.source == RIGHT.replace("return SCALE", "return 0")
    assert result.replaced == ("last",)


def test_comments_and_decorators_above_a_definition_go_with_it() -> None:
    right = "# old\n@cache\n@other\ndef f():\n    return 1\n    # old too\n\n\nx = 1\n"

    result = laid("# new\n@wraps(g)\ndef f():\n    return 2\n", right)

    assert result.source == "# new\n@wraps(g)\ndef f():\n    return 2\n\n\nx = 1\n"


def test_a_comment_that_stands_apart_stays() -> None:
    right = "# --- tools ---\n\ndef f():\n    return 1\n"

    assert laid("def f():\n    return 2\n", right).source == right.replace("1", "2")


def test_a_method_takes_the_place_of_its_namesake() -> None:
    result = laid("class Model:\n    def fit(self, X):\n        return 0\n")

    assert result.source == RIGHT.replace("return step(X)", "return 0")
    assert result.replaced == ("Model.fit",)


def test_what_both_write_alike_is_no_difference() -> None:
    result = laid("class Model:\n    lr = 0.1\n\n\ndef last():\n    # the same\n    return SCALE\n")

    assert result == Laid(RIGHT, (), (), ())


def test_what_both_write_alike_still_tells_the_order() -> None:
    result = laid("def helper():\n    return 1\n\n\ndef last():\n    return SCALE\n")

    assert result.source.endswith("    return X\n\n\ndef helper():\n    return 1\n\n\ndef last():\n    return SCALE\n")


def test_a_class_that_is_replaced_by_the_same_stays() -> None:
    result = laid("del A\n\n\nclass A:\n    x = 1\n", "class A:\n    x = 1\n")

    assert result.source == "class A:\n    x = 1\n"


def test_a_group_of_which_one_differs_is_replaced_whole() -> None:
    right = "class A:\n    def f(self):\n        return 1\n\n    f = staticmethod(f)\n"

    result = laid(right.replace("static", "class"), right)

    assert result.source == right.replace("static", "class")
    assert result.replaced == ("A.f",)


def test_functions_inside_functions_are_no_definitions_of_the_module() -> None:
    result = laid("def inner(y):\n    return -y\n")

    assert "    def inner(y):\n        return y\n" in result.source
    assert result.added == ("inner",)


def test_an_attribute_of_a_class_is_replaced() -> None:
    result = laid("class Model:\n    lr = 0.5\n")

    assert result.source == RIGHT.replace("0.1", "0.5")
    assert result.replaced == ("Model.lr",)


def test_an_attribute_with_a_type_replaces_one_without() -> None:
    result = laid("class Model:\n    lr: float = 0.5\n")

    assert result.source == RIGHT.replace("lr = 0.1", "lr: float = 0.5")


def test_a_value_of_the_module_is_replaced() -> None:
    result = laid("SCALE = 3\n")

    assert result.source == RIGHT.replace("SCALE = 2  # of everything", "SCALE = 3")
    assert result.replaced == ("SCALE",)


def test_an_async_function_replaces_another() -> None:
    result = laid("async def last():\n    return 0\n")

    assert "async def last():\n    return 0\n" in result.source
    assert result.replaced == ("last",)


def test_a_function_may_replace_a_class() -> None:
    result = laid("def Model():\n    return 0\n")

    assert "class Model" not in result.source
    assert result.replaced == ("Model",)


def test_a_class_may_replace_a_function() -> None:
    result = laid("class last:\n    value = 0\n")

    assert "def last" not in result.source
    assert result.replaced == ("last",)


def test_the_docstring_of_the_right_solution_stays() -> None:
    assert ast.get_docstring(ast.parse(laid('"""Wrong."""\nSCALE = 3\n').source)) == "A right solution."


def test_a_class_keeps_its_docstring_bases_and_decorators() -> None:
    right = '@final\nclass A(Base, metaclass=M):\n    """Old."""\n\n    x = 1\n'

    assert laid("class A:\n    x = 2\n", right).source == right.replace("1", "2")


def test_a_class_gets_the_docstring_that_is_given() -> None:
    result = laid('class A:\n    """New."""\n', 'class A:\n    """Old."""\n\n    x = 1\n')

    assert result.source == 'class A:\n    """New."""\n\n    x = 1\n'
    assert result.replaced == ("A",)


def test_a_class_without_a_docstring_gets_one() -> None:
    assert laid('class A:\n    """New."""\n', "class A:\n    x = 1\n").source == 'class A:\n    """New."""\n    x = 1\n'


def test_a_class_gets_the_bases_that_are_given() -> None:
    right = "@final\nclass A(\n    Base,  # a comment\n):\n    x = 1\n"

    result = laid("class A(Other):\n    pass\n", right)

    assert result.source == "@final\nclass A(Other):\n    x = 1\n"
    assert result.replaced == ("A",)


def test_a_class_gets_the_decorators_that_are_given() -> None:
    result = laid("@dataclass\nclass A:\n    ...\n", "@final\nclass A(Base):\n    x = 1\n")

    assert result.source == "@dataclass\nclass A(Base):\n    x = 1\n"


def test_a_class_inside_a_class_is_merged_too() -> None:
    right = "class A:\n    class B:\n        x = 1\n        y = 1\n"

    result = laid("class A:\n    class B:\n        y = 2\n", right)

    assert result.source == right.replace("y = 1", "y = 2")
    assert result.replaced == ("A.B.y",)


def test_a_class_is_replaced_whole_when_it_is_deleted_first() -> None:
    result = laid("del Model\n\n\nclass Model:\n    def fit(self, X):\n        return 0\n")

    assert "predict" not in result.source
    assert (result.replaced, result.deleted) == (("Model",), ())


def test_getter_and_setter_are_one_group() -> None:
    right = """\
        class A:
            @property
            def x(self):
                return 1

            def f(self):
                return 1

            @x.setter
            def x(self, value):
                self.y = value
        """
    overlay = """\
        class A:
            @property
            def x(self):
                return 2

            @x.setter
            def x(self, value):
                self.z = value
        """

    result = laid(overlay, right)

    assert ast.unparse(ast.parse(result.source)) == ast.unparse(
        ast.parse(dedent(overlay) + "\n    def f(self):\n        return 1\n")
    )
    assert result.replaced == ("A.x",)


def test_a_setter_without_its_getter_is_refused() -> None:
    overlay = "class A:\n    @x.setter\n    def x(self, value):\n        self.y = value\n"

    assert (
        str(error(overlay, "class A:\n    x = 1\n"))
        == "line 3: `A.x` builds on itself: write all its definitions, the first one first"
    )


def test_a_value_that_wraps_its_namesake_is_refused() -> None:
    assert error("last = cached(last)\n").line == 1


def test_a_function_may_be_wrapped_after_it_is_defined() -> None:
    result = laid("def last():\n    return 0\n\n\nlast = staticmethod(last)\n")

    assert result.source.endswith("def last():\n    return 0\n\n\nlast = staticmethod(last)\n")


def test_a_lambda_may_call_itself() -> None:
    assert laid("last = lambda: last()\n").replaced == ("last",)


def test_a_new_definition_stands_before_the_next_that_is_there() -> None:
    result = laid("def helper():\n    return 1\n\n\ndef last():\n    return helper()\n")

    assert result.source.endswith(
        "    return X\n\n\ndef helper():\n    return 1\n\n\ndef last():\n    return helper()\n"
    )
    assert (result.added, result.replaced) == (("helper",), ("last",))


def test_a_new_definition_stands_before_the_next_class_that_is_merged() -> None:
    result = laid("def helper():\n    return 1\n\n\nclass Model:\n    lr = 2\n")

    assert "def helper():\n    return 1\n\n\nclass Model:\n" in result.source


def test_a_new_definition_stands_at_the_end_when_none_follows() -> None:
    assert laid("def helper():\n    return 1\n").source == RIGHT + "\n\ndef helper():\n    return 1\n"


def test_a_new_method_stands_at_the_end_of_its_class() -> None:
    result = laid("class Model:\n    def score(self):\n        return 1\n")

    assert result.source == RIGHT.replace(
        "        return X\n", "        return X\n\n    def score(self):\n        return 1\n"
    )
    assert result.added == ("Model.score",)


def test_new_definitions_keep_their_order() -> None:
    names = [node.name for node in ast.parse(laid("def b(): 0\ndef a(): 0\ndef last(): 0\n").source).body[-3:]]  # type: ignore[attr-defined]

    assert names == ["b", "a", "last"]


def test_a_right_solution_may_lack_the_last_line_end() -> None:
    assert laid("y = 1\n", "x = 1").source == "x = 1\ny = 1\n"


def test_an_overlay_may_lack_the_last_line_end() -> None:
    assert laid("x = 2", "x = 1\ny = 1\n").source == "x = 2\ny = 1\n"


def test_line_ends_of_the_right_solution_stay() -> None:
    assert lay("x = 2\n", "x = 1\r\ny = 1\r\n").source == "x = 2\ny = 1\r\n"


def test_an_unusual_character_ends_no_line() -> None:
    assert lay("y = 2\n", "x = '\x0c\u2028'\ny = 1\n").source == "x = '\x0c\u2028'\ny = 2\n"


def test_an_empty_right_solution_takes_everything() -> None:
    assert laid("import math\n\nx = 1\n", "").source == "import math\nx = 1\n"


def test_an_import_is_added_below_the_others() -> None:
    result = laid("import math\nfrom itertools import chain, count\n")

    assert (
        "import numpy as np\nimport math\nfrom itertools import chain\nfrom itertools import count\n\nSCALE"
        in result.source
    )
    assert result.names == frozenset()


def test_an_import_that_is_there_is_not_repeated() -> None:
    assert laid("import numpy as np\n").source == RIGHT


def test_an_import_for_the_compiler_stands_first() -> None:
    result = laid("from __future__ import annotations\n")

    assert result.source.startswith('"""A right solution."""\nfrom __future__ import annotations\n')
    run(result)


def test_parts_of_one_package_do_not_replace_each_other() -> None:
    assert laid("import os.path\n", "import os\n") == Laid("import os\nimport os.path\n", (), (), ())


def test_an_import_of_another_module_under_the_same_name_wins() -> None:
    result = laid("import math as np\n")

    assert run(result)["np"].__name__ == "math"  # type: ignore[attr-defined]
    assert result.replaced == ("np",)


def test_an_import_may_replace_a_function() -> None:
    result = laid("from math import exp as last, tau\n")

    assert run(result)["last"](0) == 1  # type: ignore[operator]
    assert result.replaced == ("last",)


def test_two_names_of_one_import_may_both_be_replaced() -> None:
    assert laid("from math import exp as last, sin as step\n").replaced == ("last", "step")


def test_a_definition_may_replace_an_import() -> None:
    result = laid("np = None\n")

    assert run(result)["np"] is None
    assert result.replaced == ("np",)


def test_an_import_on_a_condition_is_code_of_the_module() -> None:
    overlay = "try:\n    import no_such_module\nexcept ImportError:\n    no_such_module = None\n\n\ndef last():\n    return no_such_module\n"

    result = laid(overlay)

    assert result.names == {"<module>", "last", "no_such_module"}
    assert result.source.endswith(overlay)


def test_code_that_binds_a_name_stands_below_all_that_binds_it() -> None:
    result = laid("if True:\n    SCALE = 5\n")

    assert run(result)["SCALE"] == 5
    assert result.names == {"<module>", "SCALE"}


def test_a_call_is_added_at_the_end() -> None:
    result = laid("print(last())\n")

    assert result.source == RIGHT + "\n\nprint(last())\n"
    assert result.names == {"<module>"}


def test_an_attribute_that_is_set_is_code_of_the_module() -> None:
    assert laid("Model.lr = 3\n").names == {"<module>"}


def test_code_inside_a_class_is_named_by_the_class() -> None:
    result = laid("class Model:\n    for lr in (1, 2):\n        pass\n")

    assert run(result)["Model"].lr == 2  # type: ignore[attr-defined]
    assert result.names == {"Model", "Model.lr"}


def test_a_definition_wins_over_one_on_a_condition() -> None:
    right = "if True:\n    def f():\n        return 1\nelse:\n    def f():\n        return 2\n"

    result = laid("def f():\n    return 3\n", right)

    assert run(result)["f"]() == 3  # type: ignore[operator]
    assert result.source.startswith(right)
    assert result.replaced == ("f",)


def test_a_name_that_is_bound_with_others_is_bound_again() -> None:
    result = laid("a = 3\n", "a, b = 1, 2\nc = a + b\n")

    assert result.source == "a, b = 1, 2\na = 3\nc = a + b\n"


def test_names_that_are_bound_together_replace_single_ones() -> None:
    result = laid("a, b = 3, 4\n", "a = 1\nc = 5\nb = 2\n")

    assert result.source == "a, b = 3, 4\nc = 5\n"
    assert result.replaced == ("a", "b")


def test_a_value_that_is_added_to_keeps_its_first_value() -> None:
    result = laid("a = 5\n", "a = 1\na += 1\nb = a\n")

    assert run(result)["b"] == 5


def test_a_deleted_function_goes_with_its_comment() -> None:
    result = laid("del step\n")

    assert result.source == RIGHT.replace(RIGHT[RIGHT.index("# How") : RIGHT.index("class Model")], "")
    assert result.deleted == ("step",)


def test_a_deleted_definition_at_the_end_leaves_no_blank_lines() -> None:
    assert laid("del last\n").source == RIGHT[: RIGHT.index("\n\ndef last")]


def test_two_deleted_definitions_may_be_neighbours() -> None:
    assert "".join(laid("del Model, last\n").source.split("class Model")).endswith("return inner(z) >= 0\n\n\n")


def test_a_deleted_definition_at_the_end_may_make_room() -> None:
    result = laid("del last\n\n\ndef first():\n    return 1\n")

    assert result.source == RIGHT.replace("def last():\n    return SCALE\n", "def first():\n    return 1\n")


def test_a_deleted_method_goes_with_its_comment() -> None:
    result = laid("del Model.fit\n")

    assert result.source == RIGHT.replace("    def fit(self, X):\n        return step(X)\n\n", "")
    assert result.deleted == ("Model.fit",)


def test_a_method_may_be_deleted_inside_its_class() -> None:
    assert laid("class Model:\n    del fit\n    lr = 2\n").names == {"Model.fit", "Model.lr"}


def test_a_class_that_loses_all_its_members_is_still_one() -> None:
    assert laid("del A.x, A.y\n", "class A:\n    x = 1\n    y = 2\n").source == "class A:\n    pass\n"


def test_two_overlays_in_different_definitions_are_laid_at_once() -> None:
    first, second = "class Model:\n    lr = 5\n", "import math\n\n\ndef last():\n    return math.tau\n"

    both = laid(second, laid(first).source)

    assert both.source == laid(first, laid(second).source).source
    assert both.source == RIGHT.replace("0.1", "5").replace("as np\n", "as np\nimport math\n").replace(
        "return SCALE", "return math.tau"
    )


def test_laying_twice_is_laying_once() -> None:
    overlay = "import math\n\n\ndef last():\n    return math.tau\n"

    assert laid(overlay, laid(overlay).source).source == laid(overlay).source


@pytest.mark.parametrize(
    ("overlay", "what"),
    [
        ("x = 1\ndel no_such_thing\n", "line 2: the right solution has no `no_such_thing` that could be deleted"),
        ("x = 1\ndel Model.forget\n", "line 2: the right solution has no `Model.forget` that could be deleted"),
        ("del np\n", "line 1: `np` cannot be deleted: it is not defined on its own"),
        ("del SCALE[0]\n", "line 1: only names and members of classes can be deleted"),
        ("from math import *\n", "line 1: an import of `*` does not say which names it binds"),
        ("x = 1; SCALE = 2\n", "line 1: each statement of an overlay stands on lines of its own"),
        ("class Model: lr = 2\n", "line 1: the members of `Model` in the overlay stand on the line of the class"),
        ("class Model:\n  lr = 2\n", "line 1: the members of `Model` are not indented like the right solution's"),
        (
            "x = 1\nclass Model:\n    lr = 2\nclass Model:\n    lr = 3\n",
            "line 2: the members of `Model` stand in one class",
        ),
        ("x = 1\ndef f(:\n", "line 2: the overlay is not Python: invalid syntax"),
    ],
)
def test_what_is_unclear_is_refused(overlay: str, what: str) -> None:
    assert str(error(overlay)) == what


def test_a_right_solution_that_is_no_python_is_said_to_be_none() -> None:
    assert error("x = 1\n", "x = (\n").what.startswith("the right solution is not Python: ")


def test_a_line_of_the_right_solution_with_two_statements_cannot_be_replaced() -> None:
    assert error("a = 2\n", "a = 1; b = 1\n").what.startswith(
        "line 1 of the right solution holds more than one statement"
    )


def test_a_line_with_two_statements_stays_where_nothing_is_laid() -> None:
    assert laid("c = 2\n", "a = 1; b = 1\nc = 1\n").source == "a = 1; b = 1\nc = 2\n"


def test_a_class_on_one_line_stays_where_nothing_is_laid() -> None:
    assert laid("c = 2\n", "class A: pass\nc = 1\n").source == "class A: pass\nc = 2\n"
