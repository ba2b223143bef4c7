"""Hidden checks of `loss_landscape`: what must not change, what a rescaled network shows, and slices known in advance."""

import numpy as np
import pytest

from learnnn.checks import (
    Tensor,
    assert_close,
    assert_inputs_unchanged,
    assert_raises,
    plain,
    require,
    shape_of,
    tensor,
    type_name,
)


def tensors(arrays):
    return {name: tensor(array) for name, array in arrays.items()}


def drawn_like(arrays, rng):
    """Random arrays of the same names and shapes."""
    return {name: rng.normal(size=array.shape) for name, array in arrays.items()}


def direction_of(answer, expected, dtype="float64"):
    """The arrays of a direction, once it is sure to be a dict of tensors for these parameters."""
    answer = plain(answer)
    require(type(answer) is dict, f"The direction is {shape_of(answer)}, expected a dict.")
    require(set(answer) == set(expected), "The direction has other names than the parameters.")
    for name, value in answer.items():
        require(type(value) is Tensor, f'"{name}" in the direction is {shape_of(value)}, expected a tensor.')
        require(value.shape == np.shape(expected[name]), f'"{name}" in the direction has shape {value.shape}.')
        require(value.dtype == dtype, f'"{name}" in the direction is of {value.dtype}.')
        require(not value.requires_grad, f'"{name}" in the direction requires a gradient.')
    return {name: value.array for name, value in answer.items()}


def values(answer, shape):
    """The numbers of a tensor, once it is sure to be one of this shape."""
    require(type(answer) is Tensor, f"The answer is {shape_of(answer)}, expected a tensor.")
    require(answer.shape == shape, f"The answer has shape {answer.shape}, expected {shape}.")
    require(not answer.requires_grad, "The answer requires a gradient.")
    return answer.array


def images(rng):
    return rng.normal(size=(5, 1, 4, 4)), rng.integers(4, size=5)


def normalized(weights, direction):
    """Filter by filter, in NumPy."""
    answer = {name: np.zeros(array.shape) for name, array in direction.items()}
    for name, array in direction.items():
        for index in range(len(array) if array.ndim > 1 else 0):
            length = np.sqrt(np.sum(array[index].astype(np.float64) ** 2))
            if length > 0:
                answer[name][index] = array[index] / length * np.sqrt(np.sum(weights[name][index] ** 2))
    return answer


class Line:
    """One layer with three inputs and the squared error: along any line its loss is a parabola."""

    def __init__(self, rng):
        self.arrays = {"0.weight": rng.normal(size=(1, 3)), "0.bias": rng.normal(size=1)}
        self.directions = drawn_like(self.arrays, rng), drawn_like(self.arrays, rng)
        self.X, self.y = rng.normal(size=(7, 3)), rng.normal(size=(7, 1))

    def model(self, module):
        return module.stage.dense(*self.arrays.values())

    def loss(self, module):
        return module.stage.SquaredError(self.X, self.y)

    def loss_at(self, a, b=0.0):
        """The mean of (e + a s + b t)², with e the errors and s, t the answers of the directions as networks."""
        first, second = (self.X @ one["0.weight"].T + one["0.bias"] for one in self.directions)
        errors = self.X @ self.arrays["0.weight"].T + self.arrays["0.bias"] - self.y
        return np.mean((errors + a * first + b * second) ** 2)


# -- direction_between ------------------------------------------------------------------------------------------------


@pytest.mark.task("direction_between")
def test_direction_leads_to_the_other_model(student):
    """The direction has the parameters' dtype, leads from the one to the other, and both are as before."""
    model, other = student.stage.varied(1, "float32"), student.stage.varied(2, "float32")
    start, end = student.stage.parameters(model), student.stage.parameters(other)
    memories = [student.stage.Memory(one) for one in (model, other)]

    arrays = direction_of(student.direction_between(model, other), start, "float32")

    assert_close({name: start[name] + arrays[name] for name in start}, end, what="the start plus the direction")
    require(not any(memory.changes() for memory in memories), "`direction_between` changed a model.")


# -- filter_normalized ------------------------------------------------------------------------------------------------


@pytest.mark.task("filter_normalized")
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_filters_of_any_length(student, rng, dtype):
    """The directions of long and short filters are kept, their norms are the model's, and nothing else is changed."""
    model = student.stage.varied(3, dtype)
    weights = student.stage.parameters(model)
    direction = {name: (array * 100).astype(dtype) for name, array in drawn_like(weights, rng).items()}
    direction["5.weight"][1] *= dtype_scale(dtype)
    memory = student.stage.Memory(model)

    answer = direction_of(student.filter_normalized(model, tensors(direction)), weights, dtype)

    assert_close(answer, normalized(weights, direction), what="the direction", rtol=1e-5)
    require(not memory.changes(), "`filter_normalized` changed the model.")
    assert_inputs_unchanged(student)


def dtype_scale(dtype):
    """A factor that makes a filter short, but not so short that its square is lost."""
    return 1e-8 if dtype == "float64" else 1e-4


@pytest.mark.task("filter_normalized")
def test_filters_of_zero_stay_zero(student, rng):
    """A filter that is zero in the direction or in the model is zero in the answer, and never NaN."""
    weights = {"0.weight": rng.normal(size=(3, 4)), "0.bias": rng.normal(size=3)}
    weights["0.weight"][2] = 0.0
    direction = drawn_like(weights, rng)
    direction["0.weight"][1] = 0.0
    model = student.stage.dense(*weights.values())

    answer = direction_of(student.filter_normalized(model, tensors(direction)), weights)

    assert_close(answer, normalized(weights, direction), what="the direction")


@pytest.mark.task("filter_normalized")
def test_rescaled_network_has_the_same_landscape(student, rng):
    """A layer ten times as large before one a tenth as large computes the same, and does so after a normalised step."""
    shapes = {"0.weight": (6, 3), "0.bias": (6,), "2.weight": (4, 6), "2.bias": (4,)}
    small = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    factors = {"0.weight": 10, "0.bias": 10, "2.weight": 0.1, "2.bias": 1}
    large = {name: factors[name] * array for name, array in small.items()}
    direction, X = tensors(drawn_like(small, rng)), rng.normal(size=(5, 3))

    scores = []
    for arrays in (small, large):
        model = student.stage.dense(*arrays.values())
        moves = direction_of(student.filter_normalized(model, direction), arrays)
        moved = {name: arrays[name] + 0.7 * moves[name] for name in arrays}
        hidden = np.maximum(X @ moved["0.weight"].T + moved["0.bias"], 0)
        scores.append(hidden @ moved["2.weight"].T + moved["2.bias"])

    assert_close(scores[1], scores[0], what="the array of scores of the rescaled network after a step", rtol=1e-5)


# -- random_direction -------------------------------------------------------------------------------------------------


@pytest.mark.task("random_direction")
def test_all_randomness_comes_from_the_generator(student):
    """Generators with the same seed give the same direction, others another; the model is as before."""
    model = student.stage.varied(4, "float32")
    shapes = student.stage.parameters(model)
    memory = student.stage.Memory(model)

    first, again, other = (
        direction_of(student.random_direction(model, student.stage.generator(seed)), shapes, "float32")
        for seed in (5, 5, 6)
    )

    assert_close(again, first, what="the direction from a generator in the same state")
    for name in ("0.weight", "5.weight"):
        require(not np.allclose(first[name], other[name]), "Two seeds give the same direction.")
    require(not memory.changes(), "`random_direction` changed the model.")


@pytest.mark.task("random_direction")
def test_entries_are_normal(student):
    """The entries of a long filter are distributed as normal numbers are: centred, and with their share of large ones."""
    n = 6000
    model = student.stage.dense(np.ones((1, n)), np.zeros(1))
    answer = student.random_direction(model, student.stage.generator(7))

    entries = direction_of(answer, {"0.weight": np.ones((1, n)), "0.bias": np.zeros(1)})["0.weight"][0]
    # the norm is that of n ones, so the entries have mean square 1: standard errors are 0.0129 for the mean and 0.0027
    # for the share beyond two, which is 0.0455; six of them happen to a correct solution once in 5e8 times
    assert_close(float(np.mean(entries)), 0.0, what="the mean of the entries", atol=0.08)
    assert_close(float(np.mean(np.abs(entries) > 2)), 0.0455, what="the share of entries beyond 2", atol=0.017)


# -- slice_1d ---------------------------------------------------------------------------------------------------------


@pytest.mark.task("slice_1d")
def test_parabola_is_measured(student, rng):
    """The loss of one layer along any line is the parabola that is known in advance, for one step and for many."""
    line = Line(rng)
    for steps in (np.array([0.7]), np.linspace(-3, 3, 13), np.array([1e3, 0.0, -1e3])):
        direction = tensors(line.directions[0])
        answer = student.slice_1d(line.model(student), direction, line.loss(student), tensor(steps))
        expected = np.array([line.loss_at(step) for step in steps])
        assert_close(values(answer, steps.shape), expected, what="the tensor of losses")
    assert_inputs_unchanged(student)


@pytest.mark.task("slice_1d")
def test_line_ends_at_the_other_model(student, rng):
    """Along the direction to another model the loss is that model's own after one step, also in float32."""
    model, other = student.stage.varied(11, "float32"), student.stage.varied(12, "float32")
    X, y = images(rng)
    loss = student.stage.Loss(X.astype(np.float32), y)
    start, end = student.stage.parameters(model), student.stage.parameters(other)
    direction = tensors({name: end[name] - start[name] for name in start})
    expected = np.array([loss.of(model), loss.of(other)])

    losses = values(student.slice_1d(model, direction, loss, tensor(np.array([0.0, 1.0]))), (2,))

    assert_close(losses, expected, what="the tensor of losses", rtol=1e-4)


@pytest.mark.task("slice_1d")
def test_model_survives_an_error(student, rng):
    """If `loss` raises an error, it is passed on, and the model is as before in every respect."""
    model = student.stage.varied(13)
    X, y = images(rng)
    direction = tensors(drawn_like(student.stage.parameters(model), rng))
    model[3].eval()
    for fails_at in (1, 3):
        loss = student.stage.Loss(X, y, fails_at=fails_at)
        memory = student.stage.Memory(model)
        assert_raises(ArithmeticError, student.slice_1d, model, direction, loss, tensor(np.linspace(-1, 1, 4)))
        changes = memory.changes()
        require(not changes, f"After an error in `loss` these have changed: {', '.join(changes)}.")


# -- slice_2d ---------------------------------------------------------------------------------------------------------


@pytest.mark.task("slice_2d")
@pytest.mark.parametrize("shape", [(1, 1), (2, 5), (4, 1)])
def test_bowl_is_measured(student, rng, shape):
    """The loss of one layer over any plane is known in advance, for planes of any shape."""
    line = Line(rng)
    steps_1, steps_2 = (rng.uniform(-2, 2, size=n) for n in shape)
    directions = tuple(tensors(direction) for direction in line.directions)

    answer = student.slice_2d(line.model(student), directions, line.loss(student), tensor(steps_1), tensor(steps_2))

    expected = np.array([[line.loss_at(a, b) for b in steps_2] for a in steps_1])
    assert_close(values(answer, shape), expected, what="the tensor of losses")
    assert_inputs_unchanged(student)


@pytest.mark.task("slice_2d")
def test_plane_is_measured_without_learning(student, rng):
    """Over a plane, too, `loss` gets models in evaluation mode without recording; an error in it leaves no trace."""
    model = student.stage.varied(14)
    X, y = images(rng)
    directions = tuple(tensors(drawn_like(student.stage.parameters(model), rng)) for _ in range(2))
    memory, steps = student.stage.Memory(model), tensor(np.array([0.5, -0.5]))
    quiet, failing = student.stage.Loss(X, y), student.stage.Loss(X, y, fails_at=3)

    student.slice_2d(model, directions, quiet, steps, steps)
    assert_raises(ArithmeticError, student.slice_2d, model, directions, failing, steps, steps)

    require(not any(quiet.in_training), "`loss` got a model in training mode.")
    require(not any(quiet.records_gradients), "Gradient recording was on.")
    changes = memory.changes()
    require(not changes, f"After an error in `loss` these have changed: {', '.join(changes)}.")


# -- plot_landscape ---------------------------------------------------------------------------------------------------


def contour_lines(student, steps_1, steps_2, losses):
    """The levels and paths of all contour lines in the only plot, which has one point labelled `model`."""
    handle = student.plot_landscape(tensor(steps_1), tensor(steps_2), tensor(losses))
    require(type_name(handle) == "Figure", f"`plot_landscape` returned {shape_of(handle)}.")
    plots = [axes for axes in student.figure(handle)["axes"] if not axes["is_colorbar"]]
    require(len(plots) == 1, f"The figure has {len(plots)} plots, expected one.")
    sets = [one for one in plots[0]["contours"] if not one["filled"]]
    marked = sum(one["label"] == "model" for one in (*plots[0]["lines"], *plots[0]["points"]))
    require(marked == 1, f"There are {marked} points labelled `model`.")
    return [line for one in sets for line in zip(one["levels"], one["paths"], strict=False)]


@pytest.mark.task("plot_landscape")
@pytest.mark.parametrize("scale", [1e-3, 1.0, 50.0])
def test_maps_of_any_shape_and_scale(student, scale):
    """Grids that are wide, high or square, in any units, and losses of any size are drawn to scale."""
    for n_1, n_2 in ((2, 9), (9, 2), (5, 5)):
        steps_1, steps_2 = np.linspace(-2, 1, n_1), np.linspace(-0.01, 0.04, n_2)
        losses = scale * (4 + steps_1[:, None] + 30 * steps_2[None, :])
        n_lines = 0
        for level, path in contour_lines(student, steps_1, steps_2, losses):
            points = path[np.isfinite(path).all(axis=1)]
            n_lines += len(points) > 1
            expected = np.full(len(points), float(level) / scale)
            actual = 4 + points[:, 0] + 30 * points[:, 1]
            assert_close(actual, expected, what="the array of losses along a contour line", rtol=1e-5)
        require(n_lines >= 5, f"There are {n_lines} contour lines, expected at least five.")
