"""Public checks of `early_stopping`: short runs of losses that can be followed by hand, and the figure."""

import math

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_equal, assert_raises, require, shape_of, type_name

NAN, INF = math.nan, math.inf
BY_HAND = (0.90, 0.70, 0.64, 0.55, 0.60, 0.50)  # the statement's losses


def weights(number=0):
    """Weights that all are this number."""
    return {"W": np.full((2, 3), float(number)), "b": np.full(3, float(number))}


def told(stopping, losses):
    """What `update` answers to each of the losses."""
    return [stopping.update(loss, weights()) for loss in losses]


def assert_state(stopping, when, *, best_loss, best_epoch, waited):
    """The three attributes are these."""
    actual = stopping.best_loss, stopping.best_epoch, stopping.waited
    for name, value, expected in zip(
        ("best_loss", "best_epoch", "waited"), actual, (best_loss, best_epoch, waited), strict=True
    ):
        assert_close(value, expected, what=f"`{name}` {when}")


# -- update -----------------------------------------------------------------------------------------------------------


@pytest.mark.task("update")
def test_nothing_is_best_at_first(student):
    """At first the best loss is infinity, and the best epoch and the waiting are 0."""
    assert_state(student.EarlyStopping(3), "at first", best_loss=INF, best_epoch=0, waited=0)


@pytest.mark.task("update")
def test_senseless_settings_are_refused(student):
    """A patience below 1 and a negative `min_delta` raise ValueError."""
    for settings in ((0,), (-2,), (3, -0.1)):
        assert_raises(ValueError, student.EarlyStopping, *settings)


@pytest.mark.task("update")
def test_training_stops_when_patience_runs_out(student):
    """With a patience of 2, the losses 5, 3, 4, 6 end training after the fourth epoch: two in a row were no improvement."""
    stopping = student.EarlyStopping(2)

    assert_equal(told(stopping, [5.0, 3.0, 4.0, 6.0]), [False, False, False, True], what="the list of answers")
    assert_state(stopping, "after four epochs", best_loss=3.0, best_epoch=2, waited=2)


@pytest.mark.task("update")
def test_waiting_starts_again(student):
    """Each improvement sets the waiting back to 0: 5, 6, 4, 5, 3, 4 never ends training with a patience of 2."""
    stopping = student.EarlyStopping(2)

    assert_equal(told(stopping, [5.0, 6.0, 4.0, 5.0, 3.0, 4.0]), [False] * 6, what="the list of answers")
    assert_state(stopping, "after six epochs", best_loss=3.0, best_epoch=5, waited=1)


@pytest.mark.task("update")
def test_equal_is_no_improvement(student):
    """A loss that only equals the best one is no improvement."""
    stopping = student.EarlyStopping(2)

    assert_equal(told(stopping, [5.0, 5.0, 5.0]), [False, False, True], what="the list of answers")
    assert_state(stopping, "after three equal losses", best_loss=5.0, best_epoch=1, waited=2)


@pytest.mark.task("update")
def test_update_by_hand(student):
    """The statement's example: with `min_delta` 0.1 the epochs 1, 2 and 4 are improvements, and the sixth is the last."""
    stopping = student.EarlyStopping(2, 0.1)

    states = ((0.9, 1, 0), (0.7, 2, 0), (0.7, 2, 1), (0.55, 4, 0), (0.55, 4, 1), (0.55, 4, 2))
    for epoch, (loss, (best_loss, best_epoch, waited)) in enumerate(zip(BY_HAND, states, strict=True), start=1):
        answer = stopping.update(loss, weights())
        assert_equal(answer, epoch == 6, what=f"the answer in epoch {epoch}")
        assert_state(stopping, f"after epoch {epoch}", best_loss=best_loss, best_epoch=best_epoch, waited=waited)


@pytest.mark.task("update")
def test_slow_fall_adds_up(student):
    """A loss is compared with the best one, not with the last: steps of 0.06 exceed a `min_delta` of 0.1 every other time."""
    stopping = student.EarlyStopping(2, 0.1)

    answers = told(stopping, [1.0, 0.94, 0.88, 0.82])

    assert_equal(answers, [False] * 4, what="the list of answers")
    assert_state(stopping, "after four epochs", best_loss=0.88, best_epoch=3, waited=1)


@pytest.mark.task("update")
def test_nan_is_no_improvement(student):
    """A loss that is NaN is no improvement, and what comes after it is still compared with the best loss before it."""
    stopping = student.EarlyStopping(2)

    assert_equal(told(stopping, [3.0, NAN, 4.0]), [False, False, True], what="the list of answers to 3, NaN and 4")
    assert_state(stopping, "after 3, NaN and 4", best_loss=3.0, best_epoch=1, waited=2)


# -- restore ----------------------------------------------------------------------------------------------------------


@pytest.mark.task("restore")
def test_best_weights_are_restored(student):
    """The weights that come back are those handed in with the lowest loss, not those handed in last."""
    stopping = student.EarlyStopping(5)

    for number, loss in enumerate([5.0, 3.0, 6.0, 4.0], start=1):
        stopping.update(loss, weights(number))

    assert_close(stopping.restore(), weights(2), what="what `restore` returns")


@pytest.mark.task("restore")
def test_best_weights_outlive_training(student):
    """The weights of the best epoch come back although training went on to change the very same arrays."""
    stopping = student.EarlyStopping(5)

    student.stage.Training().run(stopping, [5.0, 3.0, 6.0, 4.0])

    assert_close(stopping.restore(), weights(2), what="what `restore` returns")


@pytest.mark.task("restore")
def test_restored_weights_may_be_changed(student):
    """Whoever gets the weights may change them: the next call of `restore` returns the same as the first."""
    stopping = student.EarlyStopping(5)
    stopping.update(1.0, weights(7))

    first, second = student.stage.restored_twice(stopping)

    assert_close(first, weights(7), what="what `restore` returns at first")
    assert_close(second, weights(7), what="what `restore` returns after its first answer was overwritten")


@pytest.mark.task("restore")
def test_nothing_to_restore(student):
    """Before any epoch was an improvement, `restore` raises RuntimeError."""
    stopping = student.EarlyStopping(5)

    assert_raises(RuntimeError, stopping.restore)
    stopping.update(NAN, weights())
    assert_raises(RuntimeError, stopping.restore)


# -- diagnose_curves --------------------------------------------------------------------------------------------------

HEALTHY = [2.2, 1.1, 0.6, 0.4], [2.2, 1.2, 0.8, 0.7]
OVERFITTING = [2.0, 0.8, 0.3, 0.1], [2.1, 1.0, 0.9, 1.2]  # the statement's curves
UNDERFITTING = [2.31, 2.29, 2.28, 2.27], [2.31, 2.3, 2.29, 2.28]
DIVERGING = [2.5, 4.1, 9.7, 88.0], [2.5, 4.2, 9.9, 87.0]


def assert_diagnosis(student, expected, *curves):
    """The answer to each pair of curves is this word."""
    for train, val in curves:
        assert_equal(student.diagnose_curves(train, val), expected, what=f"the diagnosis of {train} and {val}")


@pytest.mark.task("diagnose_curves")
def test_four_kinds_are_told_apart(student):
    """Clear cases of the four kinds get their names."""
    for expected, curves in (
        ("healthy", HEALTHY),
        ("overfitting", OVERFITTING),
        ("underfitting", UNDERFITTING),
        ("diverging", DIVERGING),
    ):
        assert_diagnosis(student, expected, curves)


@pytest.mark.task("diagnose_curves")
def test_gap_is_no_overfitting(student):
    """Validation far above training, or below it, is healthy as long as the validation loss still falls."""
    assert_diagnosis(student, "healthy", ([2.0, 0.5, 0.1], [2.2, 1.5, 1.2]), ([1.9, 0.9, 0.6], [1.8, 0.6, 0.4]))


@pytest.mark.task("diagnose_curves")
def test_nan_is_diverging(student):
    """A NaN or an infinity in either curve is diverging, at the end or before it."""
    fine = [2.0, 1.0, 0.5]
    assert_diagnosis(student, "diverging", ([2.0, 9.0, NAN], fine), (fine, [2.0, INF, 0.7]), (fine, [2.0, NAN, 0.7]))


@pytest.mark.task("diagnose_curves")
def test_curves_that_do_not_fit_are_refused(student):
    """Curves of different lengths, and curves of fewer than two epochs, raise ValueError."""
    for train, val in (([2.0, 1.0, 0.5], [2.0, 1.0]), ([2.0], [2.0]), ([], [])):
        assert_raises(ValueError, student.diagnose_curves, train, val)


# -- plot_learning_curves ---------------------------------------------------------------------------------------------

HISTORY = {"train_loss": [2.0, 0.8, 0.4, 0.3, 0.1], "val_loss": [2.1, 1.0, 0.7, 0.9, 1.3]}


def drawn(student, history):
    """The only axes of the figure as plain data, and its legend."""
    handle = student.plot_learning_curves(history)
    require(type_name(handle) == "Figure", f"`plot_learning_curves` returned {shape_of(handle)}, expected the figure.")
    figure = student.figure(handle)
    require(len(figure["axes"]) == 1, f"The figure has {len(figure['axes'])} axes, expected one.")
    return figure["axes"][0], figure["axes"][0]["legend"] or figure["legend"] or []


def line(axes, label):
    """The points x, y of the line with this label."""
    found = [one for one in axes["lines"] if one["label"] == label]
    require(len(found) == 1, f"There are {len(found)} lines labelled `{label}`, expected one.")
    return np.asarray(found[0]["x"]), np.asarray(found[0]["y"])


@pytest.mark.task("plot_learning_curves")
def test_curves_run_over_the_epochs(student):
    """The lines `training` and `validation` show the losses over the epochs 1, 2, 3, ..."""
    axes, _ = drawn(student, HISTORY)

    for label, name in (("training", "train_loss"), ("validation", "val_loss")):
        x, y = line(axes, label)
        assert_close(y, np.array(HISTORY[name]), what=f"the array of y of the line `{label}`")
        assert_close(x, np.arange(1.0, 6.0), what=f"the array of x of the line `{label}`")


@pytest.mark.task("plot_learning_curves")
def test_best_epoch_is_marked(student):
    """The vertical line `best epoch` stands at epoch 3, where the validation loss is lowest."""
    x, y = line(drawn(student, HISTORY)[0], "best epoch")

    assert_close(x, np.full(x.shape, 3.0), what="the array of x of the line `best epoch`")
    require(len(y) > 1 and y[0] != y[-1], "The line `best epoch` has no height.")


@pytest.mark.task("plot_learning_curves")
def test_lines_and_axes_are_named(student):
    """A legend shows the three lines; the x-axis is labelled `epoch` and the y-axis `loss`."""
    axes, legend = drawn(student, HISTORY)

    for axis, name in (("x", "epoch"), ("y", "loss")):
        label = axes[f"{axis}label"]
        require(label.strip().casefold() == name, f"The {axis}-axis is labelled {label!r}.")
    missing = [f"`{label}`" for label in ("training", "validation", "best epoch") if label not in legend]
    require(not missing, f"No legend shows {' and '.join(missing)}.")
