"""Public checks of `hidden_layers`: a network whose outputs NumPy computes too, XOR, and the figure."""

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_equal, assert_raises, plain, require, shape_of, type_name

# -- capture ----------------------------------------------------------------------------------------------------------


def some_network(rng, dtype=np.float64):
    """The parameters and buffers of the stage's network: 6 pixels, 4 hidden units with batch normalisation, 3 classes."""
    shapes = {"0.weight": (4, 6), "0.bias": 4, "1.weight": 4, "1.bias": 4, "1.running_mean": 4}
    arrays = {f"hidden.{name}": rng.normal(size=shape) for name, shape in shapes.items()}
    arrays |= {"hidden.1.running_var": rng.uniform(0.5, 2, size=4)}
    arrays |= {"output.weight": rng.normal(size=(3, 4)), "output.bias": rng.normal(size=3)}
    return {name: array.astype(dtype) for name, array in arrays.items()} | {"hidden.1.num_batches_tracked": np.array(7)}


def outputs(arrays, X):
    """What the layers put out for images (N, 2, 3) in evaluation mode, in the order in which they run."""
    flat = X.reshape(len(X), 6)
    sums = flat @ arrays["hidden.0.weight"].T + arrays["hidden.0.bias"]  # (N, 4)
    spread = np.sqrt(arrays["hidden.1.running_var"] + 1e-5)
    normed = (sums - arrays["hidden.1.running_mean"]) / spread * arrays["hidden.1.weight"] + arrays["hidden.1.bias"]
    h = np.maximum(normed, 0)
    scores = h @ arrays["output.weight"].T + arrays["output.bias"]  # (N, 3)
    names = "flatten", "hidden.0", "hidden.1", "hidden.2", "hidden.3", "output"
    return dict(zip(names, (flat, sums, normed, h, h, scores), strict=True))


def captured(student, rng, layers, *, n_samples=5, **setting):
    """What `capture` answers, what the layers put out, and the scene to look at more."""
    arrays, X = some_network(rng), rng.normal(size=(n_samples, 2, 3))
    scene = student.stage.Scene(arrays, **setting)
    answer = plain(scene.run(student.capture, X, layers))
    require_names(answer, layers)
    return answer, outputs(arrays, X), scene


def require_names(answer, layers):
    """There is a dict with such names; whether with all of them is a check of its own."""
    require(isinstance(answer, dict), f"`capture` returned {shape_of(answer)}, expected a dict.")
    require(set(layers) & set(answer), "`capture` returned a dict without the names that were asked for.")


def assert_outputs(answer, expected, layers):
    """Each of these layers has its array, and there are no others."""
    assert_equal(sorted(answer), sorted(layers), what="the sorted list of names in the answer")
    for name in layers:
        assert_close(answer[name], expected[name], what=f'the output of "{name}"')


@pytest.mark.task("capture")
def test_one_layer_is_captured(student, rng):
    """For one name the answer is a dict of one NumPy array, the numbers that this layer puts out."""
    answer, expected, _ = captured(student, rng, ["output"])

    assert_outputs(answer, expected, ["output"])


@pytest.mark.task("capture")
def test_each_name_has_its_own_output(student, rng):
    """Several names get the output of their own layer each, in the order in which they were asked for."""
    layers = ["output", "hidden.0", "flatten"]

    answer, expected, _ = captured(student, rng, layers)

    assert_outputs(answer, expected, layers)
    assert_equal(list(answer), layers, what="the list of names in the answer")


@pytest.mark.task("capture")
def test_later_layers_do_not_change_what_was_captured(student, rng):
    """The output of a layer is as it was when the layer put it out, although the next layer overwrites it in place."""
    answer, expected, _ = captured(student, rng, ["hidden.1", "hidden.2"], in_place=True)

    assert_outputs(answer, expected, ["hidden.1", "hidden.2"])


@pytest.mark.task("capture")
def test_pass_is_in_evaluation_mode(student, rng):
    """A model in training mode is run in evaluation mode: no dropout, and stored statistics in batch normalisation."""
    answer, expected, scene = captured(student, rng, ["hidden.1", "hidden.3"], in_training=True)

    modes = [part for one in scene.report()["passes"] for part in one["in_training"]]
    require(not any(modes), "The model, or a part of it, was in training mode in the pass.")
    assert_outputs(answer, expected, ["hidden.1", "hidden.3"])


@pytest.mark.task("capture")
@pytest.mark.parametrize("in_training", [True, False])
def test_mode_is_as_it_was(student, rng, in_training):
    """Afterwards the model and all its parts are in the mode that they were in, and its statistics are unchanged."""
    arrays = some_network(rng)
    scene = student.stage.Scene(arrays, in_training=in_training)
    answer = plain(scene.run(student.capture, rng.normal(size=(5, 2, 3)), ["output"]))

    require_names(answer, ["output"])
    report = scene.report()
    before, after = ("training" if mode else "evaluation" for mode in (in_training, report["in_training"][0]))
    require(before == after, f"The model was in {before} mode before the call and is in {after} mode after it.")
    require(set(report["in_training"]) == {in_training}, "A part of the model is in another mode than before.")
    assert_close(report["state"], arrays, what="the dict of parameters and buffers", rtol=0, atol=0)


@pytest.mark.task("capture")
def test_one_pass_without_recording(student, rng):
    """All samples go through the model in one pass, without recording gradients; afterwards autograd records again."""
    _, _, scene = captured(student, rng, ["hidden.0", "output"])

    report = scene.report()
    sizes = [one["samples"] for one in report["passes"]]
    require(sizes == [5], f"The model was run with batches of {sizes} samples; there are 5, for one pass.")
    require(not report["passes"][0]["records"], "Autograd recorded the pass for gradients that nobody wants.")
    require(report["records"], "Autograd no longer records after the call.")


@pytest.mark.task("capture")
def test_nothing_is_left_on_the_model(student, rng):
    """After the call the model has the hooks that it had before, and no others."""
    _, _, scene = captured(student, rng, ["hidden.0", "hidden.2", "output"])

    require(not scene.report()["hooks_changed"], "The hooks on the model are not those from before the call.")


@pytest.mark.task("capture")
def test_capture_on_devices(student, rng, device):
    """On every device the answer is the same: NumPy arrays of the right numbers."""
    answer, expected, _ = captured(student, rng, ["hidden.2", "output"], device=device, in_training=True)

    assert_outputs(answer, expected, ["hidden.2", "output"])


# -- class_contributions ----------------------------------------------------------------------------------------------


@pytest.mark.task("class_contributions")
def test_contributions_by_hand(student):
    """The statement's example: the outputs 2 and 3 with the weights (1, -1) and (0.5, 4) add 2, -2 and 1.5, 12."""
    contributions = student.class_contributions(np.array([[2.0, 3.0]]), np.array([[1.0, -1.0], [0.5, 4.0]]))

    assert_close(contributions, np.array([[[2.0, -2.0], [1.5, 12.0]]]), what="the contributions")


@pytest.mark.task("class_contributions")
def test_contributions_add_up_to_the_scores(student, rng):
    """Entry [n, j, k] is for sample n, unit j and class k: summed over j, with the biases, they are the scores."""
    h, W2, b2 = rng.uniform(size=(5, 4)), rng.normal(size=(4, 3)), rng.normal(size=3)

    contributions = student.class_contributions(h, W2)

    require(isinstance(contributions, np.ndarray), f"The answer is {shape_of(contributions)}, expected an array.")
    require(contributions.shape == (5, 4, 3), f"The answer has shape {contributions.shape}, expected (5, 4, 3).")
    assert_close(contributions.sum(axis=1) + b2, h @ W2 + b2, what="the array of scores made of the contributions")


@pytest.mark.task("class_contributions")
def test_weights_that_do_not_fit_are_refused(student, rng):
    """Five columns of `h` and four rows of `W2` raise ValueError, and so do one column and four rows."""
    for n_hidden in (5, 1):
        assert_raises(ValueError, student.class_contributions, rng.uniform(size=(6, n_hidden)), rng.normal(size=(4, 3)))


# -- separability -----------------------------------------------------------------------------------------------------

XOR = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([0, 1, 1, 0])


@pytest.mark.task("separability")
def test_separability_by_hand(student):
    """The statement's example: one unit with the outputs 0, 1, 2, 3 explains 0.8 of the labels 0, 0, 1, 1."""
    answer = student.separability(np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0, 0, 1, 1]))

    assert_close(answer, 0.8, what="the separability")


@pytest.mark.task("separability")
def test_xor_comes_apart_behind_the_bend(student):
    """XOR has the separability 0 as it is, 0 behind the sums of a hidden layer, and 1 behind its ReLU."""
    X, y = XOR
    sums = X @ np.ones((2, 2)) - [0.0, 1.0]  # x1 + x2 and x1 + x2 - 1

    for name, h, expected in (("the inputs", X, 0.0), ("the sums", sums, 0.0), ("the units", np.maximum(sums, 0), 1.0)):
        assert_close(student.separability(h, y), expected, what=f"the separability of {name}", atol=1e-9)


@pytest.mark.task("separability")
def test_dead_units_do_no_harm(student):
    """A unit that is always 0, one that is always 3, and one that repeats another do not change the answer."""
    h, y = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0, 0, 1, 1])
    useless = np.column_stack([np.zeros(4), h, np.full(4, 3.0), -2 * h])

    assert_close(student.separability(useless, y), 0.8, what="the separability")


@pytest.mark.task("separability")
def test_numbers_of_classes_have_no_size(student):
    """Classes are names: three classes in a row give 5/6, and their numbers may be exchanged or leave some out."""
    h = np.array([[0.0, 0.0], [0.0, 0.0], [0.0, 3.0], [0.0, 3.0], [4.0, 0.0], [4.0, 3.0]])

    answers = {str(names): student.separability(h, np.repeat(names, 2)) for names in ([0, 1, 2], [2, 0, 1], [7, 3, 0])}

    for names, answer in answers.items():
        assert_close(answer, 5 / 6, what=f"the separability of the classes {names}")


# -- plot_hidden ------------------------------------------------------------------------------------------------------

LAYERS = {
    "input": np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0], [0.5, 2.0]]),
    "hidden.1": np.array([[0.0, 0.5, 9.0], [1.0, 0.0, 8.0], [1.0, 0.25, 7.0], [2.0, 1.0, 6.0], [3.0, 1.5, 5.0]]),
}
Y = np.array([0, 1, 1, 0, 2])


def drawn(student):
    """The figure as plain data, and its axes."""
    handle = student.plot_hidden(LAYERS, Y)
    require(type_name(handle) == "Figure", f"`plot_hidden` returned {shape_of(handle)}, expected the figure.")
    figure = student.figure(handle)
    n_axes = len(figure["axes"])
    require(n_axes == 2, f"The figure has {n_axes} axes for two layers, expected one for each.")
    return figure, figure["axes"]


def series(axes, label):
    """The places (N, 2) of all that is drawn under a label, whether by `scatter` or by `plot`."""
    scattered = [points["offsets"] for points in axes["points"] if points["label"] == label]
    plotted = [np.column_stack([line["x"], line["y"]]) for line in axes["lines"] if line["label"] == label]
    return np.vstack([np.empty((0, 2)), *scattered, *plotted])


def in_order(points):
    """The rows sorted, so that the order in which they were drawn does not matter."""
    return points[np.lexsort(points.T)]


@pytest.mark.task("plot_hidden")
def test_each_layer_has_its_axes(student):
    """There is one axes for each layer, titled with its name, in the order of the dict; the axes are labelled `unit 0` and `unit 1`."""
    _, axes = drawn(student)

    assert_equal([one["title"].strip() for one in axes], list(LAYERS), what="the list of titles")
    for axis, name in (("x", "unit 0"), ("y", "unit 1")):
        labels = {one[f"{axis}label"].strip() for one in axes}
        require(labels == {name}, f"The {axis}-axes are labelled {' and '.join(map(repr, sorted(labels)))}.")


@pytest.mark.task("plot_hidden")
@pytest.mark.parametrize("k", [0, 1, 2])
def test_each_class_is_drawn_where_it_lies(student, k):
    """The points of each class are drawn at (unit 0, unit 1) of their layer, under the label of their class."""
    _, axes = drawn(student)

    for one, (name, h) in zip(axes, LAYERS.items(), strict=True):
        points = series(one, f"class {k}")
        assert_close(in_order(points), in_order(h[k == Y, :2]), what=f'the series `class {k}` of "{name}"')


@pytest.mark.task("plot_hidden")
def test_legend_shows_the_classes(student):
    """A legend shows `class 0`, `class 1` and `class 2`."""
    figure, axes = drawn(student)

    shown = [label for legend in (figure["legend"], *(one["legend"] for one in axes)) for label in legend or []]
    missing = [f"`class {k}`" for k in range(3) if f"class {k}" not in shown]
    require(not missing, f"No legend shows {' and '.join(missing)}.")
