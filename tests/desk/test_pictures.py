"""Pictures come from what a student's code answers: whatever that is, it is drawn, or the student is told why not."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure

from learnnn import drawing
from learnnn.core.errors import CourseError
from learnnn.core.outcomes import CheckFailed
from learnnn.core.tensor import Tensor
from learnnn.course import course_file
from learnnn.course.layout import Layout
from learnnn.desk import pictures
from learnnn.drawing import answers, pieces, redrawing
from learnnn.judge.bench import Bench
from learnnn.worker.figures import describe
from tests.conftest import Run, Toy

HEAD = '''"""Pictures of `scaling`."""

import numpy as np

from learnnn.drawing import curve, new_figure, numbers, redraw, words

X = np.arange(5.0)


def _labelled(y):
    figure, ax = new_figure()
    curve(ax, y, label="y")
    ax.set(title="Twice", xlabel="place", ylabel="double")
    return figure
'''
DOUBLED = '''

def doubled(student, rng):
    """What `double` does.

    Every point lies
    on a line.
    """
    return _labelled(numbers(student.double(X), what="what `double` returns", shape=(5,)))
'''


def draw_toy(toy: Toy, functions: str) -> list[pictures.Picture]:
    """The pictures of these functions, from the toy's file as it is."""
    course = course_file.load(toy.root)
    layout = Layout(toy.root)
    layout.pictures("scaling").write_text(HEAD + functions)
    bench = Bench(layout)
    try:
        return pictures.draw(course, course.exercises[0], bench)
    finally:
        bench.close()


def picture(name: str, line: str) -> str:
    return f'\n\ndef {name}(student, rng):\n    """{name}.\n\n    Look.\n    """\n    return {line}\n'


# -- what is drawn -----------------------------------------------------------------------------------------------------


def test_a_picture_has_its_words_and_both_formats(toy):
    toy.write("")

    (drawn,) = draw_toy(toy, DOUBLED)

    assert (drawn.name, drawn.title, drawn.look_at) == ("doubled", "What `double` does", "Every point lies on a line.")
    assert ET.fromstring(drawn.svg).tag.endswith("svg")
    assert drawn.png.startswith(b"\x89PNG")
    assert (drawn.problem, drawn.note) == ("", "")


def test_public_functions_are_pictures_in_their_order(toy):
    Layout(toy.root).pictures("scaling").write_text(
        HEAD + "def z(student, rng): ...\n\n\ndef a(student, rng): ...\n\n\nclass C: ...\n"
    )

    found = pictures.names(course_file.load(toy.root).exercises[0], Layout(toy.root))

    assert found == ["z", "a"]


def test_an_exercise_without_the_file_has_no_pictures(toy):
    course = course_file.load(toy.root)

    assert pictures.names(course.exercises[0], Layout(toy.root)) == []
    assert pictures.draw(course, course.exercises[0], Bench(Layout(toy.root))) == []


def test_a_picture_is_the_same_every_time_and_each_has_its_own_chance(toy):
    toy.write("")
    chance = picture("one", "_labelled(rng.normal(size=5))") + picture("two", "_labelled(rng.normal(size=5))")

    first, second = draw_toy(toy, chance), draw_toy(toy, chance)

    assert first == second
    assert first[0].svg != first[1].svg


def test_one_that_fails_takes_nothing_from_the_others(toy):
    toy.write(
        "def total(x): raise ValueError('no <b>sum</b>')\n\n"
        "class Counter:\n"
        "    def __init__(self, start): pass\n"
        "    def add(self, n):\n"
        "        raise NotImplementedError\n\n"
        "def text(): return 'twelve'\n"
        "def ends(): import os; os._exit(3)\n"
    )
    drawn = draw_toy(
        toy,
        picture("raises", "_labelled(student.total(X))")
        + picture("unwritten", "_labelled(student.Counter(0).add(1))")
        + picture("a_text", "_labelled(numbers(student.text(), what='the answer'))")
        + picture("ended", "_labelled(student.ends())")
        + picture("ours_breaks", "_labelled(student.double(X)) / 0")
        + DOUBLED,
    )

    told = {one.name: one.problem for one in drawn}
    assert told["raises"].startswith("Your code raised ValueError in line ")
    assert told["raises"].endswith(": no <b>sum</b>.")
    assert told["unwritten"].startswith("`Counter.add` (line ")
    assert told["unwritten"].endswith(") is not written yet.")
    assert told["a_text"] == "The answer should be numbers; your code answered a string."
    assert "3" in told["ended"]
    assert told["ours_breaks"] == pictures.CANNOT
    assert told["doubled"] == ""
    notes = {one.name: one.note for one in drawn if one.note}
    assert list(notes) == ["ours_breaks"] and notes["ours_breaks"].startswith("TypeError")
    assert [one.is_drawn for one in drawn] == [bool(one.svg and one.png) for one in drawn] == [False] * 5 + [True]


def test_a_file_that_cannot_be_loaded_is_the_courses_fault(toy):
    with pytest.raises(CourseError, match="this file cannot be loaded: NameError") as caught:
        draw_toy(toy, "\n\nunknown\n\n\ndef a(student, rng): ...\n")

    assert caught.value.path == Layout(toy.root).pictures("scaling")


def test_the_machines_own_settings_change_nothing():
    def save():
        with drawing.styled():
            figure, ax = drawing.new_figure()
            drawing.curve(ax, np.arange(3.0), label="y")
            return drawing.rendered(figure, "svg")

    plain = save()
    with mpl.rc_context({"lines.linewidth": 9, "font.size": 30, "axes.facecolor": "black"}):
        assert save() == plain


def test_drawing_leaves_no_trace_in_matplotlib():
    before = dict(mpl.rcParams)

    with drawing.styled():
        drawing.new_figure()

    assert dict(mpl.rcParams) == before


# -- guards ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        (3, ()), (2.5, ()), (True, ()), ([1, 2.0], (2,)), (((1, 2), [3, 4]), (2, 2)), (np.arange(4), (None,)),
        (Tensor(np.ones((2, 3), np.float32), "float32"), (None, 3)), ([Tensor(np.array(1.0), "float64")], (1,)),
    ],
)  # fmt: skip
def test_numbers_of_every_kind_are_welcome(value, shape):
    array = drawing.numbers(value, what="it", shape=shape)

    assert array.dtype == np.float64


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("12", "The loss should be numbers; your code answered"),
        (None, "The loss should be numbers; your code answered None"),
        ([1.0, "x"], "should be numbers"),
        ([object()], "should be numbers"),
        (1 + 2j, "should be numbers"),
        ([10**400], "should be numbers"),
        ([1.0, [2.0]], "should be numbers"),
        (np.array([1.0, np.nan]), "holds NaN or infinity"),
        ([1e300, 0.0], r"beyond 1e\+100"),
        (np.zeros(200_000), "holds 200000 numbers: too many"),
        (np.zeros((3, 2)), r"should be numbers of shape \(N,\); your code answered an array of shape \(3, 2\)"),
        (np.zeros(0), "should be numbers of shape"),
    ],
)
def test_what_cannot_be_drawn_is_told_in_a_sentence(value, words):
    with pytest.raises(CheckFailed, match=words):
        drawing.numbers(value, what="the loss", shape=(None,))


@pytest.mark.parametrize("value", [[0.5], [-1], [1e60]])
def test_counts_are_whole_and_not_negative(value):
    with pytest.raises(CheckFailed, match="The counts should be whole numbers from 0 on"):
        drawing.whole_numbers(value, what="the counts")


def test_words_are_printable_and_short():
    shown = drawing.words("a\x1b[31m\u202eb" + "c" * 100_000, what="the name")

    assert shown.startswith("a\\x1b[31m\\u202eb")
    assert len(shown) == answers.MAX_WORDS


def test_what_is_no_text_is_no_word():
    with pytest.raises(CheckFailed, match="The name should be a text"):
        drawing.words(7, what="the name")


@pytest.mark.parametrize("text", ["$\\frac$", "100 $ and 5 $", "<script>&--", "\x00\ufffe"])
def test_no_text_is_taken_for_a_formula_or_for_markup(text):
    with drawing.styled():
        figure, ax = drawing.new_figure()
        ax.set_title(drawing.words(text, what="the title"))

        svg, png = drawing.rendered(figure, "svg"), drawing.rendered(figure, "png")

    assert not ax.title.get_parse_math()
    assert {element.tag.partition("}")[2] for element in ET.fromstring(svg).iter()}.isdisjoint({"script", "image"})
    assert png


def test_powers_of_ten_are_written_without_a_formula():
    with drawing.styled():
        figure, ax = drawing.new_figure()
        ax.plot([1, 2], [1e-3, 1e3])
        ax.set_yscale("log")

        svg = drawing.rendered(figure, "svg").decode()

    assert "<!-- 10⁻³ -->" in svg
    assert "mathdefault" not in svg


def test_a_long_curve_keeps_its_ends_and_few_points():
    with drawing.styled():
        _, ax = drawing.new_figure()
        drawing.curve(ax, np.arange(100_000.0), label="long")

    (line,) = ax.lines
    assert len(line.get_xdata()) <= pieces.MAX_POINTS
    assert (line.get_ydata()[0], line.get_ydata()[-1]) == (0, 99_999)


def test_series_differ_without_their_colours():
    looks = [(kind.marker, str(kind.line), kind.hatch) for kind in drawing.SERIES]

    assert all(len(set(column)) == len(looks) for column in zip(*looks, strict=True))


@pytest.mark.parametrize("answer", [np.zeros(3), "no", np.full(25, np.nan)])
def test_a_plane_takes_one_number_for_each_point(answer):
    with pytest.raises(CheckFailed, match="What `predict` returns"):
        drawing.plane(lambda _: answer, np.array([[0.0, 0.0], [1.0, 1.0]]), what="what `predict` returns", side=5)


def test_regions_are_of_classes_that_exist():
    where = drawing.plane(lambda points: points[:, 0] * 7, np.eye(2), what="it", side=5)

    with drawing.styled(), pytest.raises(CheckFailed, match="whole number from 0 to 1"):
        drawing.regions(drawing.new_figure()[1], where)


# -- labels ------------------------------------------------------------------------------------------------------------


def test_missing_labels_are_found():
    figure, (left, right) = drawing.new_figure(1, 2)
    left.set(title="left", xlabel="x")
    right.set(xlabel="x", ylabel="y")
    drawing.colour_bar(right, right.imshow(np.eye(2)), "")

    found = drawing.unlabelled(figure)

    assert found == ["axes 1 has no label for y", "axes 2 has no title", "colour bar 3 has no label"]


def test_shared_axes_and_images_without_ticks_need_no_second_label():
    figure, (left, right) = drawing.new_figure(1, 2, sharey=True)
    left.set(title="left", xlabel="x", ylabel="y")
    right.set(title="right", xlabel="x")
    small = drawing.images(np.zeros((2, 3, 3)), ["a", "b"], label="shade")

    assert drawing.unlabelled(figure) == drawing.unlabelled(small) == []


# -- a figure of the student's own -------------------------------------------------------------------------------------


def a_students_figure():
    ax = Figure().subplots()
    ax.plot([0, 1, 2], [3, 4, 5], color="red", linestyle="--", label="rising $")
    ax.scatter([0, 1], [3, 4], label="points")
    ax.bar([0, 1], [2, 5], label="bars")
    ax.imshow(np.eye(3), extent=(0, 2, 0, 2))
    ax.contour(np.arange(9.0).reshape(3, 3))
    ax.fill_between([0, 1], [0, 0], [1, 2])
    ax.axvspan(0.2, 0.4)
    ax.text(1, 1, "here")
    ax.set(title="mine", xlabel="x", ylabel="y", xlim=(-1, 3))
    ax.legend()
    return describe(ax)


def test_a_figure_is_drawn_again_as_it_was():
    with drawing.styled():
        figure = drawing.redraw(a_students_figure())

        assert drawing.rendered(figure, "png")
    again = describe(figure)["axes"][0]
    assert (again["title"], again["xlabel"], again["xlim"], again["legend"]) == (
        "mine", "x", (-1.0, 3.0), ["rising $", "points", "bars"],
    )  # fmt: skip
    line = next(line for line in again["lines"] if line["label"] == "rising $")
    assert (line["y"].tolist(), line["color"], line["linestyle"]) == ([3, 4, 5], (1.0, 0.0, 0.0, 1.0), "--")
    assert len(again["bars"]) == 2 and len(again["images"]) == 1 and [t["text"] for t in again["texts"]] == ["here"]


def test_words_on_the_ticks_stay():
    ax = Figure().subplots()
    ax.bar(["cat", "dog"], [1, 2])

    figure = drawing.redraw(describe(ax))

    assert [tick["text"] for tick in describe(figure)["axes"][0]["xticks"]] == ["cat", "dog"]


def drawn_again(figure) -> list[dict[str, Any]]:
    """The axes of a student's figure, after it was described and drawn again."""
    with drawing.styled():
        return describe(drawing.redraw(describe(figure)))["axes"]


@pytest.mark.parametrize("origin", ["upper", "lower"])
def test_an_image_keeps_its_shades_and_stands_as_it_stood(origin):
    figure = Figure()
    ax = figure.subplots()
    ax.imshow(np.arange(6).reshape(2, 3), extent=(0, 3, 0, 2), origin=origin, vmin=-9, vmax=9)

    (axes,) = drawn_again(figure)

    (image,) = axes["images"]
    assert (image["limits"], image["is_upright"]) == ((-9, 9), origin == "upper")


def test_contour_lines_stay_apart_and_keep_their_colours():
    figure = Figure()
    x1, x2 = np.meshgrid(np.linspace(-1, 1, 9), np.linspace(-1, 1, 9))
    figure.subplots().contour(x1, x2, x1 * x2, levels=[0.25], colors="red")

    (axes,) = drawn_again(figure)

    assert sorted((line["x"] > 0).all() for line in axes["lines"]) == [False, True]
    assert {line["color"] for line in axes["lines"]} == {(1, 0, 0, 1)}


def test_a_hole_stays_a_hole():
    figure = Figure()
    x1, x2 = np.meshgrid(np.linspace(-1, 1, 21), np.linspace(-1, 1, 21))
    figure.subplots().contourf(x1, x2, x1**2 + x2**2, levels=[0.2, 0.6])

    with drawing.styled():
        (patch,) = drawing.redraw(describe(figure)).axes[0].patches

    outer, inner = sorted(map(turning, patch.get_path().to_polygons()), key=abs, reverse=True)
    assert outer * inner < 0  # a ring that turns the other way is a hole


def turning(ring: np.ndarray) -> float:
    """Twice the area within (N, 2), positive anticlockwise."""
    x, y = ring.T
    return float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)))


def test_axes_without_anything_are_left_out():
    figure = Figure()
    first, hidden, _ = figure.subplots(1, 3)
    first.plot([1, 2])
    hidden.plot([1, 2])
    hidden.set_visible(False)

    assert len(drawn_again(figure)) == 1


def test_each_cell_of_a_heat_map_keeps_its_number():
    figure = Figure()
    ax = figure.subplots()
    ax.imshow(np.eye(10))
    for row, column in np.ndindex(10, 10):
        ax.text(column, row, "7")

    (axes,) = drawn_again(figure)

    assert len(axes["texts"]) == 100


def test_open_markers_are_drawn():
    figure = Figure()
    figure.subplots().scatter([1, 2], [3, 4], facecolors="none", edgecolors="red")

    (axes,) = drawn_again(figure)

    np.testing.assert_array_equal(axes["points"][0]["colors"], [[1, 0, 0, 1]] * 2)


def test_a_figure_without_axes_is_told():
    with pytest.raises(CheckFailed, match="Your code drew nothing"):
        drawing.redraw({"title": "", "legend": None, "axes": []})


@pytest.mark.slow
def test_a_figure_beyond_measure_is_drawn_in_a_moment():
    one = a_students_figure()["axes"][0]
    one["lines"] = one["lines"] * 5000
    one["points"][0]["offsets"] = np.zeros((40_000, 2))
    one["images"][0]["array"] = np.zeros((3000, 3000))
    one["xticks"] = [{"at": float(at), "text": "$" * 1000} for at in range(10_000)]
    one["texts"] = [{"text": "x" * 10**6, "at": (0.0, 0.0)}] * 10_000

    with drawing.styled():
        figure = drawing.redraw({"title": "t" * 10**6, "legend": None, "axes": [one] * 50})

    assert len(figure.axes) <= 12
    assert sum(len(line.get_xdata()) for line in figure.axes[0].lines) < 1000
    assert len(figure.axes[0].texts) <= redrawing.MAX_TEXTS


# -- validation --------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_validation_is_content_with_a_good_picture(toy: Toy, learnnn: Run):
    Layout(toy.root).pictures("scaling").write_text(HEAD + DOUBLED)

    ran = learnnn("validate", cwd=toy.root)

    assert "scaling: 8 checks" in ran.out
    assert "pictures_scaling.py" not in ran.out


@pytest.mark.slow
def test_validation_finds_what_is_wrong_with_pictures(toy: Toy, learnnn: Run):
    faulty = (
        picture("problem", "_labelled(numbers('x', what='the answer'))")
        + picture("breaks", "_labelled(student.double(X)) / 0")
        + picture("unlabelled", "(student.double(X), new_figure()[0])[1]")
        + picture("unasked", "_labelled(X)")
        + picture("unguarded", "_labelled(student.double(X) + 0)")
        + DOUBLED.replace("doubled", "silent").replace("\n    Every point lies\n    on a line.\n", "")
    )
    Layout(toy.root).pictures("scaling").write_text(HEAD + faulty)

    ran = learnnn("validate", cwd=toy.root)

    assert ran.code == 1
    for words in (
        "problem cannot be drawn from the reference. The answer should be numbers",
        "breaks cannot be drawn from the reference. This picture could not be drawn from what your code answered. TypeError",
        "unlabelled: axes 1 has no label for x; axes 1 has no label for y; axes 1 has no title",
        "unasked is drawn though nothing is written",
        "unguarded breaks on answers that are no numbers",
        "silent: its docstring says what is drawn and, below an empty line, what to look at",
    ):
        assert words in " ".join(ran.out.split()), words
