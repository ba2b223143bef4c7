"""Hidden checks of `early_stopping`: any course of losses, weights of any kind, and curves at the edge of a diagnosis."""

import math

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_equal, assert_inputs_unchanged, plain, require, shape_of, type_name

NAN, INF = math.nan, math.inf


def specified(losses, patience, min_delta):
    """For each epoch (answer, best_loss, best_epoch, waited), found by going through all epochs before it again."""
    rows = []
    for last in range(1, len(losses) + 1):
        improvements = [(INF, 0)]
        for epoch, loss in enumerate(losses[:last], start=1):
            if math.isfinite(loss) and loss + min_delta < improvements[-1][0]:
                improvements.append((loss, epoch))
        best_loss, best_epoch = improvements[-1]
        rows.append((last - best_epoch >= patience, best_loss, best_epoch, last - best_epoch))
    return rows


def assert_follows(stopping, losses, patience, min_delta):
    """After each epoch the answer and the attributes are the specified ones."""
    for loss, (stops, *state) in zip(losses, specified(losses, patience, min_delta), strict=True):
        answer = stopping.update(loss, {"W": np.ones(2)})
        assert_equal(answer, stops, what="an answer")
        for name, expected in zip(("best_loss", "best_epoch", "waited"), state, strict=True):
            assert_close(getattr(stopping, name), expected, what=f"`{name}`")


# -- update -----------------------------------------------------------------------------------------------------------


@pytest.mark.task("update")
@pytest.mark.parametrize("min_delta", [0.0, 1.0, 2.0])
def test_any_course_of_losses_is_followed(student, rng, min_delta):
    """Whatever the losses do, ties, NaN and infinity among them, answers and attributes are right after every epoch."""
    assert_follows(student.EarlyStopping(3, min_delta), [4.0, 4.5, 4.0, 4.5], 3, min_delta)
    for patience in (1, 2, 4) * 5:
        losses = rng.integers(1, 8, size=14).astype(float)  # whole numbers: no rounding decides about a tie
        losses[rng.choice(14, size=3, replace=False)] = NAN, INF, NAN
        assert_follows(student.EarlyStopping(patience, min_delta), losses.tolist(), patience, min_delta)


@pytest.mark.task("update")
def test_tie_with_min_delta_is_no_improvement(student):
    """A loss lower by exactly `min_delta` is no improvement."""
    assert_follows(student.EarlyStopping(1, 0.25), [1.0, 0.75, 0.5, 0.25, 0.0], 1, 0.25)


@pytest.mark.task("update")
def test_runs_that_begin_badly(student):
    """A run that begins with NaN or infinity waits from the first epoch on, and can still recover."""
    for losses in ([NAN, NAN, 2.0, 1.0], [INF, NAN, INF, 5.0], [NAN, 3.0, INF, 2.0]):
        assert_follows(student.EarlyStopping(2), losses, 2, 0.0)


@pytest.mark.task("update")
def test_two_at_once_do_not_share(student):
    """Two that watch two runs in turn know nothing of each other."""
    first, second = student.EarlyStopping(2), student.EarlyStopping(3)
    for number, (one, other) in enumerate(zip([5.0, 4.0, 6.0, 7.0], [1.0, 2.0, 0.5, 3.0], strict=True)):
        first.update(one, {"W": np.full(2, number)})
        second.update(other, {"W": np.full(2, 10 + number)})

    assert_equal([first.best_epoch, first.waited], [2, 2], what="best epoch and waiting of the first")
    assert_equal([second.best_epoch, second.waited], [3, 1], what="best epoch and waiting of the second")


# -- restore ----------------------------------------------------------------------------------------------------------


@pytest.mark.task("restore")
def test_weights_are_those_of_the_best_epoch(student):
    """With a `min_delta`, NaN and calls after the stop, the weights are those of the last improvement."""
    for losses, best in (([5.0, 4.5, 4.25], 1), ([NAN, 3.0, NAN], 2), ([5.0, 6.0, 6.0, 6.0, 1.0, 2.0], 5)):
        stopping = student.EarlyStopping(2, 1.0)
        student.stage.Training().run(stopping, losses)
        expected = {"W": np.full((2, 3), float(best)), "b": np.full(3, float(best))}
        assert_close(stopping.restore(), expected, what="what `restore` returns")


@pytest.mark.task("restore")
def test_weights_of_any_kind(student, rng):
    """Names, shapes and dtypes come back as they were, also from read-only and strided arrays, and nothing is changed."""
    read_only = rng.normal(size=4)
    read_only.setflags(write=False)
    given = {
        "conv/kernel": rng.normal(size=(2, 3, 3, 1)).astype(np.float32),
        "steps": np.array(7),
        "empty": np.zeros((0, 3)),
        "read-only": read_only,
        "strided": rng.normal(size=(3, 4)).T[::2],
    }
    stopping = student.EarlyStopping(1)
    stopping.update(1.0, given)
    restored = stopping.restore()

    restored = plain(restored)
    require(type(restored) is dict, f"`restore` returns {shape_of(restored)}, expected a dict.")
    assert_equal(sorted(restored), sorted(given), what="the list of names")
    for name, array in given.items():
        kind = array.dtype.name
        require(type(restored[name]) is np.ndarray, f"`{name}` came back as {shape_of(restored[name])}.")
        require(
            restored[name].dtype == array.dtype, f"`{name}` was {kind} and came back as {restored[name].dtype.name}."
        )
        assert_close(restored[name], array, what=f"`{name}`")
    assert_inputs_unchanged(student)


# -- diagnose_curves --------------------------------------------------------------------------------------------------


def diagnosis(train, val):
    """The word that is specified, by another road; None within a millionth of an edge."""
    if not all(math.isfinite(loss) for loss in (*train, *val)):
        return "diverging"
    ratios = train[-1] / min(train) / 1.1, train[-1] / train[0] / 0.9, val[-1] / min(val) / 1.1
    if any(abs(ratio - 1) < 1e-6 for ratio in ratios):
        return None
    named = zip(("diverging", "underfitting", "overfitting"), ratios, strict=True)
    return next((name for name, ratio in named if ratio > 1), "healthy")


@pytest.mark.task("diagnose_curves")
def test_any_curves_are_diagnosed(student, rng):
    """Curves of any length and at any scale get the first diagnosis that applies."""
    curves = []
    for length in (2, 3, 5, 40) * 30:
        scale = 10.0 ** rng.integers(-6, 7)
        curves.append(
            [
                (scale * np.linspace(1, rng.uniform(0.05, 1.2), length) * rng.uniform(0.9, 1.1, length)).tolist()
                for _ in range(2)
            ]
        )
    expected = [diagnosis(train, val) for train, val in curves]
    clear = [(tuple(curve), kind) for curve, kind in zip(curves, expected, strict=True) if kind is not None]
    answers = student.diagnose_curves.each(*(curve for curve, _ in clear))
    for answer, (_, kind) in zip(answers, clear, strict=True):
        assert_equal(answer, kind, what="the diagnosis")


@pytest.mark.task("diagnose_curves")
def test_first_that_applies_is_the_answer(student):
    """Where several apply the first is the answer; a curve that wavers is judged by its lowest point and its end."""
    for expected, train, val in (
        ("diverging", [2.0, 0.5, 1.0], [2.0, 0.6, 1.3]),
        ("diverging", [2.0, 1.5, 1.9], [2.0, 1.6, 1.7]),
        ("underfitting", [2.0, 1.95, 1.93], [2.0, 2.1, 2.6]),
        ("underfitting", [2.0, 2.05, 2.1], [2.0, 2.0, 2.0]),
        ("overfitting", [2.0, 0.6, 0.4], [2.0, 2.6, 2.5]),
        ("overfitting", [2.0, 0.9, 0.6, 0.3], [2.0, 0.5, 0.9, 0.7]),
        ("overfitting", [2.0, 1.0, 0.5], [0.5, 0.52, 0.56]),
        ("healthy", [2.0, 1.0, 0.5], [2.0, 1.1, 1.15]),
        ("healthy", [2.0, 3.5, 0.5, 0.52], [2.0, 1.0, 3.0, 0.9]),
        ("healthy", [1.0, 0.0], [1.0, 0.5]),
    ):
        assert_equal(student.diagnose_curves(train, val), expected, what="the diagnosis")


@pytest.mark.task("diagnose_curves")
def test_curves_of_any_kind(student):
    """Lists, tuples and arrays of floats or integers are taken, and are the same after the call."""
    train, val = [20, 9, 4, 1], [21, 10, 9, 12]
    for kind in (list, tuple, np.array, lambda numbers: np.array(numbers, dtype=np.float32)):
        assert_equal(student.diagnose_curves(kind(train), kind(val)), "overfitting", what="the diagnosis")
    assert_equal(student.diagnose_curves(tuple(train), np.array([21.0, NAN, 9, 12])), "diverging", what="the diagnosis")
    assert_inputs_unchanged(student)


# -- plot_learning_curves ---------------------------------------------------------------------------------------------


def lines_of(student, history):
    """The lines of the figure by their labels."""
    handle = student.plot_learning_curves(history)
    require(type_name(handle) == "Figure", f"`plot_learning_curves` returned {shape_of(handle)}.")
    axes = student.figure(handle)["axes"]
    require(len(axes) == 1, f"The figure has {len(axes)} axes, expected one.")
    return {one["label"]: (np.asarray(one["x"]), np.asarray(one["y"])) for one in axes[0]["lines"]}


def assert_curves(student, train, val, best):
    """The finite losses are drawn over their epochs, and the best epoch is marked."""
    lines = lines_of(student, {"val_accuracy": [0.5] * len(val), "val_loss": val, "train_loss": train})
    for label, losses in (("training", train), ("validation", val)):
        require(label in lines, f"No line is labelled `{label}`.")
        x, y = (values[np.isfinite(lines[label][1])] for values in lines[label])
        expected = np.array([(epoch, loss) for epoch, loss in enumerate(losses, start=1) if math.isfinite(loss)])
        assert_close(np.column_stack([x, y]), expected, what=f"the array of points of the line `{label}`")
    require("best epoch" in lines, "No line is labelled `best epoch`.")
    x, _ = lines["best epoch"]
    assert_close(x, np.full(x.shape, float(best)), what="the array of x of the line `best epoch`")


@pytest.mark.task("plot_learning_curves")
def test_any_history_is_drawn(student, rng):
    """Histories of one epoch and of many are drawn, with the first of several lowest epochs as the best."""
    assert_curves(student, [0.5], [0.75], 1)
    assert_curves(student, [3.0, 2.0, 1.0, 0.5, 0.25], [3.0, 1.0, 2.0, 1.0, 1.5], 2)
    val = rng.uniform(1, 2, size=60).tolist()
    assert_curves(student, rng.uniform(size=60).tolist(), val, 1 + val.index(min(val)))


@pytest.mark.task("plot_learning_curves")
def test_nan_is_not_the_best_epoch(student):
    """Losses that are NaN are not drawn, and none of them is the best epoch."""
    assert_curves(student, [3.0, NAN, 1.0, 0.5], [NAN, 2.0, 1.5, NAN], 3)


@pytest.mark.task("plot_learning_curves")
def test_each_plot_is_a_new_figure(student):
    """A second figure shows its own three lines only, and the history is the same afterwards."""
    history = {"train_loss": np.array([2.0, 1.0]), "val_loss": np.array([2.0, 1.5])}
    student.plot_learning_curves(history)
    handle = student.plot_learning_curves(history)
    require(type_name(handle) == "Figure", f"`plot_learning_curves` returned {shape_of(handle)}.")

    labels = [one["label"] for axes in student.figure(handle)["axes"] for one in axes["lines"]]
    for label in ("training", "validation", "best epoch"):
        require(labels.count(label) == 1, f"The second figure has {labels.count(label)} lines labelled `{label}`.")
    assert_inputs_unchanged(student)
