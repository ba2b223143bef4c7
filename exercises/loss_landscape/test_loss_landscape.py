"""Public checks of `loss_landscape`: networks small enough for NumPy to say what every slice has to show."""

import numpy as np
import pytest

from learnnn.checks import Tensor, assert_close, assert_equal, plain, require, shape_of, tensor, type_name

STEPS = np.array([-1.0, 0.0, 0.5, 2.0])
STEPS_2 = np.array([0.3, -0.2, 1.5])


class Network:
    """Two dense layers with ReLU between them, and the loss of their scores, in NumPy."""

    def __init__(self, rng):
        shapes = {"0.weight": (5, 3), "0.bias": (5,), "2.weight": (4, 5), "2.bias": (4,)}
        self.parameters = {name: rng.normal(size=shape) for name, shape in shapes.items()}
        self.directions = [{name: rng.normal(size=shape) for name, shape in shapes.items()} for _ in range(2)]
        self.X, self.y = rng.normal(size=(6, 3)), rng.integers(4, size=6)

    def model(self, module):
        return module.stage.dense(*self.parameters.values())

    def loss(self, module):
        return module.stage.Loss(self.X, self.y)

    def loss_at(self, *steps):
        """The mean cross-entropy so many steps along the directions."""
        moved = dict(self.parameters)
        for step, direction in zip(steps, self.directions, strict=False):
            moved = {name: value + step * direction[name] for name, value in moved.items()}
        hidden = np.maximum(self.X @ moved["0.weight"].T + moved["0.bias"], 0)
        scores = hidden @ moved["2.weight"].T + moved["2.bias"]
        return np.mean(np.log(np.exp(scores).sum(axis=1)) - scores[np.arange(6), self.y])


def tensors(arrays):
    return {name: tensor(array) for name, array in arrays.items()}


def direction_of(answer, expected, what="the direction"):
    """The arrays of a direction, once it is sure to be a dict of tensors for these parameters."""
    answer = plain(answer)
    require(type(answer) is dict, f"{what.capitalize()} is {shape_of(answer)}, expected a dict.")
    names = ", ".join(sorted(map(str, answer)))
    require(set(answer) == set(expected), f"{what.capitalize()} has the names {names}.")
    for name, value in answer.items():
        require(type(value) is Tensor, f'"{name}" in {what} is {shape_of(value)}, expected a tensor.')
        require(value.shape == np.shape(expected[name]), f'"{name}" in {what} has shape {value.shape}.')
        require(not value.requires_grad, f'"{name}" in {what} requires a gradient.')
    return {name: value.array for name, value in answer.items()}


def values(answer, shape, what="the answer"):
    """The numbers of a tensor, once it is sure to be one of this shape."""
    require(type(answer) is Tensor, f"{what.capitalize()} is {shape_of(answer)}, expected a tensor.")
    require(answer.shape == shape, f"{what.capitalize()} has shape {answer.shape}, expected {shape}.")
    require(not answer.requires_grad, f"{what.capitalize()} requires a gradient.")
    return answer.array


def images(rng):
    return rng.normal(size=(5, 1, 4, 4)), rng.integers(4, size=5)


def changes_in(student, model, slice_of, shape):
    """What is different about the model after a slice of this shape."""
    memory = student.stage.Memory(model)
    answer = slice_of(model)
    changes = memory.changes()
    values(answer, shape)
    return changes


# -- direction_between ------------------------------------------------------------------------------------------------


@pytest.mark.task("direction_between")
def test_direction_by_hand(student):
    """From the weights (1, 2) and the bias 5 to (4, 0) and 6 the direction is (3, -2) and 1."""
    model = student.stage.dense(np.array([[1.0, 2.0]]), np.array([5.0]))
    other = student.stage.dense(np.array([[4.0, 0.0]]), np.array([6.0]))

    expected = {"0.weight": np.array([[3.0, -2.0]]), "0.bias": np.array([1.0])}
    assert_close(direction_of(student.direction_between(model, other), expected), expected, what="the direction")


@pytest.mark.task("direction_between")
def test_direction_has_parameters_only(student):
    """Of a model with batch normalisation the direction holds weights and biases, but no running statistics."""
    model, other = student.stage.varied(1), student.stage.varied(2)
    start, end = student.stage.parameters(model), student.stage.parameters(other)

    arrays = direction_of(student.direction_between(model, other), start)

    assert_close(arrays, {name: end[name] - start[name] for name in start}, what="the direction")


# -- filter_normalized ------------------------------------------------------------------------------------------------


@pytest.mark.task("filter_normalized")
def test_normalization_by_hand(student):
    """The statement's layer: (2, 0) and (0, -3) become (10, 0) and (0, -1), as long as (6, 8) and (0.6, 0.8)."""
    model = student.stage.dense(np.array([[6.0, 8.0], [0.6, 0.8]]), np.array([1.0, 2.0]))
    direction = {"0.weight": np.array([[2.0, 0.0], [0.0, -3.0]]), "0.bias": np.array([7.0, -7.0])}

    answer = direction_of(student.filter_normalized(model, tensors(direction)), direction)

    assert_close(answer["0.weight"], np.array([[10.0, 0.0], [0.0, -1.0]]), what="the direction of the weights")


@pytest.mark.task("filter_normalized")
def test_biases_are_left_where_they_are(student, rng):
    """For biases, and for the scales of batch normalisation, the direction is zero."""
    model = student.stage.varied(3)
    direction = {name: rng.normal(size=array.shape) for name, array in student.stage.parameters(model).items()}

    answer = direction_of(student.filter_normalized(model, tensors(direction)), direction)

    for name in ("0.bias", "1.weight", "1.bias", "5.bias"):
        assert_close(answer[name], np.zeros(direction[name].shape), what=f'the direction of "{name}"')


@pytest.mark.task("filter_normalized")
def test_kernels_are_filters(student, rng):
    """Each kernel of a convolution is one filter: its whole norm becomes that of the model's kernel."""
    model = student.stage.varied(4)
    weights = student.stage.parameters(model)
    direction = {name: rng.normal(size=array.shape) for name, array in weights.items()}

    answer = direction_of(student.filter_normalized(model, tensors(direction)), direction)

    norms = [np.linalg.norm(kernel) for kernel in answer["0.weight"]]
    assert_close(norms, [np.linalg.norm(kernel) for kernel in weights["0.weight"]], what="the list of norms")


# -- random_direction -------------------------------------------------------------------------------------------------


@pytest.mark.task("random_direction")
def test_random_direction_is_normalized(student):
    """The filters of a random direction have the norms of the model's, and its biases are zero."""
    model = student.stage.varied(5)
    weights = student.stage.parameters(model)

    answer = direction_of(student.random_direction(model, student.stage.generator(1)), weights)

    for name in ("0.weight", "5.weight"):
        norms = [np.linalg.norm(one) for one in answer[name]]
        assert_close(norms, [np.linalg.norm(one) for one in weights[name]], what=f'the list of norms in "{name}"')
    assert_close(answer["5.bias"], np.zeros(4), what='the direction of "5.bias"')


@pytest.mark.task("random_direction")
def test_directions_differ(student):
    """Two directions drawn one after the other from one generator are different, and so are their filters."""
    model, generator = student.stage.varied(6), student.stage.generator(2)
    shapes = student.stage.parameters(model)

    first, second = (direction_of(student.random_direction(model, generator), shapes) for _ in range(2))

    require(not np.allclose(first["5.weight"], second["5.weight"]), "The second direction equals the first.")
    one, other = first["5.weight"][:2]
    cosine = one @ other / (np.linalg.norm(one) * np.linalg.norm(other))
    require(bool(abs(cosine) < 1 - 1e-6), "Two filters of one direction point the same way.")


# -- slice_1d ---------------------------------------------------------------------------------------------------------


@pytest.mark.task("slice_1d")
def test_slice_by_hand(student):
    """The statement's parabola: one weight 1, moved by t, answers 1 + t where 3 is wanted; the loss is (t - 2)²."""
    model = student.stage.dense(np.array([[1.0]]), np.array([0.0]))
    loss = student.stage.SquaredError(np.array([[1.0]]), np.array([[3.0]]))
    direction = tensors({"0.weight": np.array([[1.0]]), "0.bias": np.array([0.0])})

    losses = values(
        student.slice_1d(model, direction, loss, tensor(np.array([0.0, 1.0, 2.0, 4.0]))), (4,), "the losses"
    )

    assert_close(losses, np.array([4.0, 1.0, 0.0, 4.0]), what="the tensor of losses")


@pytest.mark.task("slice_1d")
def test_every_step_starts_at_the_model(student, rng):
    """At 0 the loss is the model's own, wherever the 0 stands among the steps; all other entries are right, too."""
    network = Network(rng)
    steps = np.array([2.0, 0.0, -1.0, 0.0, 0.5])

    answer = student.slice_1d(
        network.model(student), tensors(network.directions[0]), network.loss(student), tensor(steps)
    )

    losses = values(answer, (5,), "the losses")
    assert_close(losses, np.array([network.loss_at(step) for step in steps]), what="the tensor of losses")


@pytest.mark.task("slice_1d")
def test_weights_are_restored(student, rng):
    """Afterwards parameters, buffers and gradients are the same objects with exactly the same numbers."""
    model, loss = student.stage.varied(7), student.stage.Loss(*images(rng))
    direction = tensors({name: rng.normal(size=a.shape) for name, a in student.stage.parameters(model).items()})

    changes = changes_in(student, model, lambda one: student.slice_1d(one, direction, loss, tensor(STEPS)), (4,))

    others = [change for change in changes if change != "the mode of a module"]  # which is another check's business
    require(not others, f"After the slice these have changed: {', '.join(others)}.")


@pytest.mark.task("slice_1d")
def test_loss_is_measured_without_learning(student, rng):
    """Every model that `loss` gets is in evaluation mode, with gradient recording off; `loss` is called once a step."""
    model, loss = student.stage.varied(8), student.stage.Loss(*images(rng))
    direction = tensors({name: np.zeros(a.shape) for name, a in student.stage.parameters(model).items()})

    student.slice_1d(model, direction, loss, tensor(STEPS))

    in_training, recorded = loss.in_training, loss.records_gradients
    assert_equal(len(in_training), 4, what="the number of calls of `loss`")
    assert_equal(in_training, [False] * 4, what="the list of whether a module was in training mode")
    assert_equal(recorded, [False] * 4, what="the list of whether gradient recording was on")


@pytest.mark.task("slice_1d")
def test_modes_are_restored(student, rng):
    """Afterwards each module is in its own mode again: here all are training but for one."""
    model, loss = student.stage.varied(9), student.stage.Loss(*images(rng))
    direction = tensors({name: np.zeros(a.shape) for name, a in student.stage.parameters(model).items()})
    model[1].eval()

    changes = changes_in(student, model, lambda one: student.slice_1d(one, direction, loss, tensor(STEPS)), (4,))

    require("the mode of a module" not in changes, "After the slice a module is in another mode than before.")


# -- slice_2d ---------------------------------------------------------------------------------------------------------


@pytest.mark.task("slice_2d")
def test_plane_is_spanned_by_both_directions(student, rng):
    """Entry [i, j] of 4 x 3 is the loss after the i-th step of the first and the j-th step of the second direction."""
    network = Network(rng)
    directions = tuple(tensors(direction) for direction in network.directions)

    answer = student.slice_2d(network.model(student), directions, network.loss(student), tensor(STEPS), tensor(STEPS_2))

    expected = np.array([[network.loss_at(a, b) for b in STEPS_2] for a in STEPS])
    assert_close(values(answer, (4, 3), "the plane"), expected, what="the tensor of losses")


@pytest.mark.task("slice_2d")
def test_plane_leaves_no_trace(student, rng):
    """Afterwards the model is as before: numbers, gradients, modes."""
    model, loss = student.stage.varied(10), student.stage.Loss(*images(rng))
    shapes = {name: a.shape for name, a in student.stage.parameters(model).items()}
    directions = tuple(tensors({name: rng.normal(size=shape) for name, shape in shapes.items()}) for _ in range(2))

    changes = changes_in(
        student, model, lambda one: student.slice_2d(one, directions, loss, tensor(STEPS), tensor(STEPS)), (4, 4)
    )

    require(not changes, f"After the slice these have changed: {', '.join(changes)}.")


# -- plot_landscape ---------------------------------------------------------------------------------------------------

ACROSS, UP = np.linspace(-1, 2, 7), np.linspace(-2, 1, 4)
SLOPE = 10 + 2 * ACROSS[:, None] + 5 * UP[None, :]  # (7, 4): an even slope, whose contour lines are straight


def drawn(student):
    """The axes with the map as plain data, and the legend."""
    handle = student.plot_landscape(tensor(ACROSS), tensor(UP), tensor(SLOPE))
    require(type_name(handle) == "Figure", f"`plot_landscape` returned {shape_of(handle)}, expected the figure.")
    figure = student.figure(handle)
    plots = [axes for axes in figure["axes"] if not axes["is_colorbar"]]
    require(len(plots) == 1, f"The figure has {len(plots)} plots, expected one.")
    return plots[0], plots[0]["legend"] or figure["legend"] or []


@pytest.mark.task("plot_landscape")
def test_map_is_named(student):
    """The axes are labelled `first direction` and `second direction`; the marker `model` is at (0, 0) and in a legend."""
    axes, legend = drawn(student)

    wanted = {"xlabel": "first direction", "ylabel": "second direction"}
    wrong = [f"{axes[key]!r} instead of {text!r}" for key, text in wanted.items() if axes[key].strip() != text]
    require(not wrong, f"Axes are labelled {' and '.join(wrong)}.")
    labelled = [line for line in axes["lines"] if line["label"] == "model"]
    plotted = [np.column_stack([line["x"], line["y"]]) for line in labelled]
    scattered = [points["offsets"] for points in axes["points"] if points["label"] == "model"]
    found = np.vstack([np.empty((0, 2)), *plotted, *scattered])
    require(len(found) == 1, f"There are {len(found)} points labelled `model`, expected one.")
    has_marker = all(line["marker"].strip().casefold() not in {"", "none"} for line in labelled)
    require(has_marker, "The point `model` has no marker: nothing is to be seen of it.")
    assert_close(found[0], np.zeros(2), what="the array of the place of `model`")
    require("model" in legend, "No legend shows `model`.")


@pytest.mark.task("plot_landscape")
def test_contour_lines_are_where_the_loss_is(student):
    """On an even slope, each of at least five contour lines runs where the loss is its level."""
    sets = [one for one in drawn(student)[0]["contours"] if not one["filled"]]

    n_lines = 0
    for level, path in (line for one in sets for line in zip(one["levels"], one["paths"], strict=False)):
        points = path[np.isfinite(path).all(axis=1)]
        n_lines += len(points) > 1
        assert_close(
            10 + 2 * points[:, 0] + 5 * points[:, 1],
            np.full(len(points), float(level)),
            what="the array of losses along a contour line",
            atol=1e-6,
        )
    require(n_lines >= 5, f"There are {n_lines} contour lines, expected at least five.")
