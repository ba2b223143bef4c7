"""Public checks of `losses`: one table of functions, and what holds for each of them."""

from math import log

import numpy as np
import pytest

from learnnn.checks import (
    assert_as_fast,
    assert_close,
    assert_gradient,
    assert_inputs_unchanged,
    assert_raises,
    require,
    shape_of,
    type_name,
)

OF_ERRORS = (np.array([1.5, 0.0, 2.0, 4.0]), np.array([1.0, 2.0, 2.0, 1.0]))  # errors 0.5, -2, 0, 3
OF_LABELS = (np.array([[1, 2, 5], [4, 2, 2]]) / 8, np.array([2, 1]))
BY_HAND = {  # arguments, loss, gradient
    "mse": (OF_ERRORS, 3.3125, [0.25, -1.0, 0.0, 1.5]),
    "mae": (OF_ERRORS, 1.375, [0.25, -0.25, 0.0, 0.25]),
    "huber": (OF_ERRORS, 1.03125, [0.125, -0.25, 0.0, 0.25]),
    "binary_cross_entropy": ((np.array([0.5, 0.25]), np.array([1.0, 0.0])), (log(2) + log(4 / 3)) / 2, [-1.0, 2 / 3]),
    "cross_entropy": (OF_LABELS, (log(8 / 5) + log(4)) / 2, [[0.0, 0.0, -0.8], [0.0, -2.0, 0.0]]),
    "softmax_cross_entropy": (
        (np.log([[1.0, 2.0, 5.0], [2.0, 1.0, 1.0]]), np.array([2, 1])),
        (log(8 / 5) + log(4)) / 2,
        [[1 / 16, 1 / 8, -3 / 16], [1 / 4, -3 / 8, 1 / 8]],
    ),
}


def shares(row):
    return np.exp(row) / np.exp(row).sum()


def huber_of(error, delta):
    return error**2 / 2 if abs(error) <= delta else delta * (abs(error) - delta / 2)


COSTS = {  # of one entry, or of one row and its label: slow and obvious
    "mse": lambda p, y: (p - y) ** 2,
    "mae": lambda p, y: abs(p - y),
    "huber": lambda p, y, delta=1.0: huber_of(p - y, delta),
    "binary_cross_entropy": lambda p, y: -y * log(p) - (1 - y) * log(1 - p),
    "cross_entropy": lambda row, label: -log(row[label]),
    "softmax_cross_entropy": lambda row, label: -log(shares(row)[label]),
}
WITH_LABELS = ("cross_entropy", "softmax_cross_entropy")
ALL = tuple(COSTS)


def each(*names):
    """One check for each of these functions, as part of the task of that name."""
    return pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.task(name)) for name in names])


def loss(module, name, *args, **delta):
    """What the loss function answers."""
    return getattr(module, name)(*args, **delta)


def gradient(module, name, *args, **delta):
    """What its gradient answers."""
    return getattr(module, f"{name}_gradient")(*args, **delta)


def mean_cost(name, first, second, **delta):
    """The loss, one entry or one row after the other."""
    if name not in WITH_LABELS:
        first, second = first.ravel(), second.ravel()
    return float(np.mean([COSTS[name](a, b, **delta) for a, b in zip(first, second, strict=True)]))


def a_batch(name, rng, shape=(4, 3)):
    """Arguments for a loss function, with errors that keep off the kinks at 0 and 1."""
    n_rows, n_columns = shape
    if name in WITH_LABELS:
        logits, labels = rng.normal(size=shape), rng.integers(n_columns, size=n_rows)
        return (logits if name == "softmax_cross_entropy" else np.array([shares(row) for row in logits])), labels
    if name == "binary_cross_entropy":
        return rng.uniform(0.05, 0.95, size=shape), rng.integers(2, size=shape).astype(float)
    targets = rng.normal(size=shape)
    return targets + rng.choice([-1, 1], size=shape) * rng.choice([0.3, 0.7, 1.6, 2.5], size=shape), targets


# -- every loss -------------------------------------------------------------------------------------------------------


@each(*ALL)
def test_loss_by_hand(student, name):
    """The loss of the statement's example is the number worked out there."""
    args, expected, _ = BY_HAND[name]

    assert_close(loss(student, name, *args), expected, what=f"`{name}`")


@each(*ALL)
def test_gradient_by_hand(student, name):
    """The gradient of the statement's example is the one worked out there."""
    args, _, expected = BY_HAND[name]

    assert_close(gradient(student, name, *args), np.array(expected), what=f"`{name}_gradient`")


@each(*ALL)
def test_loss_of_a_batch(student, rng, name):
    """The loss is the mean of what the entries cost, or the examples where there are labels: a single number."""
    args = a_batch(name, rng)

    assert_close(loss(student, name, *args), mean_cost(name, *args), what=f"`{name}`")


@each(*ALL)
def test_gradient_is_the_slope_of_the_loss(student, rng, name):
    """The gradient has the shape of the first argument and agrees with central differences of the loss."""
    first, second = a_batch(name, rng)

    answer = gradient(student, name, first, second)

    assert_gradient(lambda first: mean_cost(name, first, second), answer, first, what=f"the gradient of {name}")


@each(*ALL)
def test_two_copies_of_a_batch_cost_the_same(student, rng, name):
    """The loss is a mean: twice the batch has the same loss, and half the gradient for each copy."""
    args = a_batch(name, rng)
    twice = [np.concatenate([part, part]) for part in args]

    assert_close(loss(student, name, *twice), mean_cost(name, *args), what=f"`{name}` of two copies")
    once = gradient(student, name, *args)
    require(shape_of(once) == "an array of shape (4, 3)", f"`{name}_gradient` is {shape_of(once)} for (4, 3).")
    assert_close(gradient(student, name, *twice), np.concatenate([once, once]) / 2, what="the gradient for two copies")


@each("mse", "mae", "huber", "binary_cross_entropy")
def test_shapes_must_agree(student, rng, name):
    """Predictions (4, 1) and targets (4,) raise ValueError: NumPy would make a table of all 16 pairs of them."""
    predictions, targets = a_batch(name, rng, (4, 1))

    for function in (name, f"{name}_gradient"):
        assert_raises(ValueError, getattr(student, function), predictions, targets[:, 0])


@each(*WITH_LABELS)
def test_labels_must_fit(student, rng, name):
    """ValueError is raised for a label that no class has, and for another number of labels than of rows."""
    rows, labels = a_batch(name, rng)
    unknown = np.array([0, 3, 1, 2])  # of 3 classes

    for function in (name, f"{name}_gradient"):
        assert_raises(ValueError, getattr(student, function), rows, unknown)
        assert_raises(ValueError, getattr(student, function), rows, labels[:3])


@each(*ALL)
def test_arguments_are_left_alone(student, rng, name):
    """The caller's arrays are the same after the calls."""
    args = a_batch(name, rng)

    assert_close(loss(student, name, *args), mean_cost(name, *args), what=f"`{name}`")
    answer = gradient(student, name, *args)
    require(shape_of(answer) == "an array of shape (4, 3)", f"`{name}_gradient` is {shape_of(answer)} for (4, 3).")
    assert_inputs_unchanged(student)


# -- what is special about some -----------------------------------------------------------------------------------------


@pytest.mark.task("mae")
def test_no_error_has_no_slope(student):
    """Where the error is exactly 0, at the kink, the gradient of mae is 0."""
    targets = np.array([1.0, -2.0, 0.0])

    assert_close(student.mae_gradient(targets.copy(), targets), np.zeros(3), what="the gradient without any error")


@pytest.mark.task("huber")
@pytest.mark.parametrize("delta", [0.5, 2.0])
def test_huber_bends_at_delta(student, delta):
    """Up to `delta` an error costs half its square, beyond it grows along a line; both pieces meet at `delta`."""
    errors = np.array([0.0, delta / 2, delta, -delta, 1.5 * delta, -4 * delta])

    for error in errors:
        args = np.array([error]), np.zeros(1)
        assert_close(student.huber(*args, delta=delta), huber_of(error, delta), what=f"huber of an error of {error:g}")
    slopes = np.array([0.0, 0.5, 1.0, -1.0, 1.0, -1.0]) * delta / 6
    assert_close(student.huber_gradient(errors, np.zeros(6), delta=delta), slopes, what="the gradient of huber")


@pytest.mark.task("binary_cross_entropy")
def test_certainty_costs_a_finite_amount(student):
    """Probabilities of exactly 0 and 1 cost -log(1e-7) where they are wrong, nearly nothing where they are right."""
    for p, y in ((0.0, 1.0), (1.0, 0.0), (0.0, 0.0), (1.0, 1.0)):
        cost, warnings = student.stage.listen(student.binary_cross_entropy, np.array([p]), np.array([y]))

        expected = -log(1e-7) if p != y else -log(1 - 1e-7)
        assert_close(cost, expected, what=f"the loss of the prediction {p:g} for the target {y:g}")
        require(not warnings, f"The prediction {p:g} leads to a warning: {'; '.join(warnings)}.")


@pytest.mark.task("cross_entropy")
def test_an_impossible_label_costs_a_finite_amount(student):
    """A label whose predicted probability is 0 costs -log(1e-7); one that is certain costs nothing."""
    predictions, labels = np.array([[1.0, 0.0], [1.0, 0.0]]), np.array([0, 1])

    cost, warnings = student.stage.listen(student.cross_entropy, predictions, labels)

    assert_close(cost, -log(1e-7) / 2, what="the loss")
    require(not warnings, f"A probability of 0 leads to a warning: {'; '.join(warnings)}.")


@pytest.mark.task("softmax_cross_entropy")
def test_only_differences_between_logits_matter(student, rng):
    """Adding the same number to all logits of a row changes neither loss nor gradient."""
    logits, labels = a_batch("softmax_cross_entropy", rng)
    shifted = logits + np.array([[5.0], [-3.0], [20.0], [0.0]])

    assert_close(
        student.softmax_cross_entropy(shifted, labels),
        mean_cost("softmax_cross_entropy", logits, labels),
        what="the loss",
    )
    expected = np.array([shares(row) for row in logits])
    expected[np.arange(4), labels] -= 1
    assert_close(student.softmax_cross_entropy_gradient(shifted, labels), expected / 4, what="the gradient")


@pytest.mark.task("softmax_cross_entropy")
def test_large_logits_do_no_harm(student):
    """With logits of 1000 and -1000, a right answer costs 0 and a wrong one 2000: no overflow, no clipping."""
    logits = np.array([[1000.0, -1000.0], [1000.0, -1000.0], [1000.0, 1000.0]])

    for label, expected in ((0, log(2) / 3), (1, (4000 + log(2)) / 3)):
        cost, warnings = student.stage.listen(student.softmax_cross_entropy, logits, np.full(3, label))

        assert_close(cost, expected, what=f"the loss for the label {label}")
        require(not warnings, f"Large logits lead to a warning: {'; '.join(warnings)}.")


@each("huber", "softmax_cross_entropy")
@pytest.mark.timing
def test_whole_batches_are_computed_at_once(student, reference, name):
    """Loss and gradient work on whole arrays, not in a Python loop over entries or rows."""

    def work(module, rng):
        rows, second = rng.normal(scale=2.0, size=(20_000, 5)), rng.normal(size=(20_000, 5))
        args = module.keep(rows), module.keep(rng.integers(5, size=20_000) if name in WITH_LABELS else second)
        return lambda: (loss(module, name, *args), gradient(module, name, *args))

    assert_as_fast(student, reference, work, at_most=16)


# -- plot_losses --------------------------------------------------------------------------------------------------------

LINES = {"mse": "regression", "mae": "regression", "huber": "regression", "cross_entropy": "classification"}


def plain(text):
    """A title or a label as a name: `Cross-entropy` is as good as `cross_entropy`."""
    return "".join(letter for letter in (text or "").casefold() if letter.isalnum())


def drawn(student):
    """The figure as plain data, and its axes by their title."""
    handle = student.plot_losses()
    require(type_name(handle) == "Figure", f"`plot_losses` returned {shape_of(handle)}, expected the figure.")
    figure = student.figure(handle)
    titled = {plain(axes["title"]): axes for axes in figure["axes"]}
    for title in ("regression", "classification"):
        require(title in titled, f"No axes are titled `{title}`.")
    return figure, titled


def line(titled, name):
    """The points x, y of the line of this name, by x."""
    lines = [one for one in titled[LINES[name]]["lines"] if plain(one["label"]) == plain(name)]
    require(len(lines) == 1, f"There are {len(lines)} lines labelled `{name}` in `{LINES[name]}`, expected one.")
    points = np.column_stack([lines[0]["x"], lines[0]["y"]])
    points = points[np.isfinite(points).all(axis=1)]
    require(len(points) > 1, f"The line `{name}` has {len(points)} points.")
    return points[np.argsort(points[:, 0])].T


@pytest.mark.task("plot_losses")
def test_axes_have_their_names(student):
    """The axes are titled `regression` and `classification`, the x-axes labelled, and a legend names each line."""
    figure, titled = drawn(student)

    for title, label in (("regression", "error"), ("classification", "probability")):
        axes = titled[title]
        require(label in axes["xlabel"].casefold(), f"The x-axis of `{title}` is labelled {axes['xlabel']!r}.")
        legend = [plain(text) for text in axes["legend"] or figure["legend"] or []]
        missing = [name for name in LINES if LINES[name] == title and plain(name) not in legend]
        require(not missing, f"No legend for `{title}` shows {', '.join(missing)}.")


@pytest.mark.task("plot_losses")
def test_lines_of_the_errors_run_where_they_should(student):
    """An error e costs e² by mse, |e| by mae, and by huber e² / 2 up to 1 and |e| - 1/2 beyond."""
    _, titled = drawn(student)

    for name in ("mse", "mae", "huber"):
        x, y = line(titled, name)
        assert_close(y, np.array([COSTS[name](e, 0.0) for e in x]), what=f"the line `{name}`", atol=1e-6)


@pytest.mark.task("plot_losses")
def test_line_of_the_probability_runs_where_it_should(student):
    """A probability p for the right class costs -log(p), and none is outside 0 to 1."""
    x, y = line(drawn(student)[1], "cross_entropy")

    require(x[0] >= 0 and x[-1] <= 1 + 1e-9, f"The line reaches from p = {x[0]:g} to p = {x[-1]:g}.")
    assert_close(y, -np.log(np.maximum(x, 1e-7)), what="the line `cross_entropy`", atol=1e-6)


@pytest.mark.task("plot_losses")
def test_lines_are_wide_and_smooth(student):
    """The lines reach from -3 to 3 in steps of at most 0.1, and from 0.01 to 0.99 in steps of at most 0.02."""
    _, titled = drawn(student)

    for name, title in LINES.items():
        low, high, step = (-3, 3, 0.1) if title == "regression" else (0.01, 0.99, 0.02)
        x, _ = line(titled, name)
        is_wide = x[0] <= low + 1e-6 and x[-1] >= high - 1e-6
        require(is_wide, f"The line `{name}` does not reach from {low} to {high}.")
        require(float(np.diff(x).max()) <= step + 1e-6, f"The line `{name}` has steps above {step}.")
