"""Hidden checks of `hidden_layers`: passes that fail, other models, any shapes, and other judges of separability."""

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_equal, assert_inputs_unchanged, assert_raises, plain, require, type_name

# -- capture ----------------------------------------------------------------------------------------------------------


def some_network(rng, dtype=np.float32):
    """The parameters and buffers of the stage's network: 6 pixels, 4 hidden units with batch normalisation, 3 classes."""
    shapes = {"0.weight": (4, 6), "0.bias": 4, "1.weight": 4, "1.bias": 4, "1.running_mean": 4}
    arrays = {f"hidden.{name}": rng.normal(size=shape) for name, shape in shapes.items()}
    arrays |= {"hidden.1.running_var": rng.uniform(0.5, 2, size=4)}
    arrays |= {"output.weight": rng.normal(size=(3, 4)), "output.bias": rng.normal(size=3)}
    return {name: array.astype(dtype) for name, array in arrays.items()} | {"hidden.1.num_batches_tracked": np.array(7)}


def asked(student, scene, X, layers):
    """The answer of `capture`, which is a dict with these names."""
    answer = plain(scene.run(student.capture, X, layers))
    require(isinstance(answer, dict), "`capture` did not return a dict.")
    assert_equal(list(answer), list(layers), what="the list of names in the answer")
    return answer


@pytest.mark.task("capture")
@pytest.mark.parametrize("in_training", [True, False])
def test_error_in_the_pass_leaves_nothing_behind(student, rng, in_training):
    """When the pass raises an error, it comes through, the hooks are gone, and the mode is what it was."""
    scene = student.stage.Scene(some_network(rng), in_training=in_training)
    came_through, report = scene.run_broken(student.capture), scene.report()

    require(came_through, "The error that the pass raises does not come through.")
    require(not report["hooks_changed"], "After an error in the pass, the hooks are not those from before the call.")
    require(set(report["in_training"]) == {in_training}, "After an error in the pass, the mode is not what it was.")
    require(report["records"], "After an error in the pass, autograd no longer records.")


@pytest.mark.task("capture")
def test_unknown_layer_is_a_key_error(student, rng):
    """A name that the model does not have raises KeyError, and leaves no hook behind."""
    scene, X = student.stage.Scene(some_network(rng)), rng.normal(size=(2, 2, 3)).astype(np.float32)
    for layers in (["nowhere"], ["hidden.0", "hidden.9"]):
        assert_raises(KeyError, scene.run, student.capture, X, layers)

    require(not scene.report()["hooks_changed"], "After the KeyError, the hooks are not those from before the call.")


@pytest.mark.task("capture")
def test_hooks_of_others_stay(student, rng):
    """A hook that somebody else put on the same layer is called in the pass, and stays."""
    scene, X = student.stage.Scene(some_network(rng)), rng.normal(size=(2, 2, 3)).astype(np.float32)
    for _ in range(2):
        asked(student, scene, X, ["hidden.0"])

    report = scene.report()
    require(not report["hooks_changed"], "The hooks on the model are not those from before the call.")
    assert_equal(report["seen_by_others"], 2, what="how often the other hook was called in two passes")


@pytest.mark.task("capture")
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("n_samples", [0, 1, 7])
def test_batches_of_any_size(student, rng, dtype, n_samples):
    """Batches of none, one and several samples keep shape and dtype; a parent and the model itself are layers too."""
    arrays, X = some_network(rng, dtype), rng.normal(size=(n_samples, 2, 3)).astype(dtype)
    answer = asked(student, student.stage.Scene(arrays), X, ("", "hidden", "hidden.0", "output"))

    sums = X.reshape(-1, 6) @ arrays["hidden.0.weight"].T + arrays["hidden.0.bias"]
    scores = answer["hidden"] @ arrays["output.weight"].T + arrays["output.bias"]
    for name, expected in (("hidden.0", sums), ("output", scores), ("", scores)):
        assert_close(answer[name], expected, what=f'the output of "{name}"', dtype=dtype, rtol=1e-4, atol=1e-5)


@pytest.mark.task("capture")
def test_layer_that_runs_three_times(student, rng):
    """Of a layer that runs several times in a pass, the last output is captured."""
    W, X = rng.normal(size=(3, 3)), rng.normal(size=(4, 3))
    answer = student.stage.run_recurrent(student.capture, W, X)

    assert_close(answer, {"layer": X @ W @ W @ W}, what="the answer")


@pytest.mark.task("capture")
def test_outputs_of_any_shape(student, rng):
    """Maps with a channel, a height and a width are captured as they are."""
    kernel, X = rng.normal(size=(1, 1, 2, 2)), rng.normal(size=(3, 1, 4, 5))
    answer = student.stage.run_convolution(student.capture, kernel, X)

    windows = np.lib.stride_tricks.sliding_window_view(X, (2, 2), axis=(2, 3))  # (3, 1, 3, 4, 2, 2)
    z = np.einsum("nchwij,kcij->nkhw", windows, kernel)
    assert_close(answer, {"0": z, "1": 1 / (1 + np.exp(-z))}, what="the answer")


@pytest.mark.task("capture")
def test_arrays_are_copies(student, rng):
    """The arrays share no memory with the batch, even where a layer hands on the very tensor that it got."""
    X = rng.normal(size=(3, 4))
    seen = student.stage.shared_memory(student.capture, X)

    assert_close(seen["answer"], {"0": X, "1": X}, what="the answer")
    require(not any(seen["shared"]), "An array of the answer shares its memory with `x`.")


# -- class_contributions ----------------------------------------------------------------------------------------------


@pytest.mark.task("class_contributions")
def test_contributions_of_any_shape(student, rng):
    """Any numbers of samples, units and classes, none and one among them; also integers, strided and read-only arrays."""
    cases = [
        (rng.normal(size=(n, j)), rng.normal(size=(j, k))) for n, j, k in ((0, 3, 2), (1, 1, 1), (7, 2, 5), (3, 3, 3))
    ]
    cases += [(rng.integers(-3, 9, size=(4, 3)), rng.normal(size=(3, 2)))]
    cases += [(rng.normal(size=(6, 5)).T[:, ::2], rng.normal(size=(2, 3)).T)]
    cases[-1][0].setflags(write=False)
    for h, W2 in cases:
        shape = len(h), *W2.shape
        expected = np.array([[row * weights for row, weights in zip(sample, W2, strict=True)] for sample in h])
        assert_close(student.class_contributions(h, W2), expected.reshape(shape), what="the contributions")
    assert_inputs_unchanged(student)


# -- separability -----------------------------------------------------------------------------------------------------


def explained(h, y):
    """The share that scikit-learn's linear regression onto one-hot labels explains."""
    from sklearn.linear_model import LinearRegression
    from sklearn.metrics import r2_score

    labels = np.eye(y.max() + 1)[y]
    return float(r2_score(labels, LinearRegression().fit(h, labels).predict(h), multioutput="variance_weighted"))


def blobs(rng, n_samples, n_units, classes):
    """Samples around a centre for each class, and their classes, all of which occur."""
    y = rng.permutation(np.resize(classes, n_samples))
    centres = rng.normal(size=(max(classes) + 1, n_units))
    return centres[y] + rng.normal(size=(n_samples, n_units)), y


@pytest.mark.task("separability")
@pytest.mark.parametrize("classes", [[0, 1], [0, 1, 2, 3], [1, 4, 9]])
def test_separability_is_the_share_explained(student, rng, classes):
    """Whatever the numbers of samples, units and classes, the answer is that of scikit-learn's linear regression."""
    for n_samples, n_units in ((40, 1), (40, 6), (13, 3)):
        h, y = blobs(rng, n_samples, n_units, classes)
        assert_close(student.separability(h, y), explained(h, y), what="the separability", rtol=1e-5)
    assert_inputs_unchanged(student)


@pytest.mark.task("separability")
def test_units_of_measure_do_not_matter(student, rng):
    """Shifted, scaled and mixed units have the same separability as before."""
    h, y = blobs(rng, 30, 3, [0, 1, 2])
    expected = explained(h, y)
    for changed in (
        h + np.array([50, -20, 0]),
        h * [0.05, 1, 30],
        1e4 * h,
        1e-4 * h,
        h @ [[1, 2, 0], [0, 1, 1], [1, 0, 1]],
    ):
        assert_close(student.separability(changed, y), expected, what="the separability", rtol=1e-4)


@pytest.mark.task("separability")
def test_more_units_than_samples_explain_all(student, rng):
    """With more units than samples even labels without meaning are explained, and the answer is 1."""
    answer = student.separability(rng.normal(size=(8, 12)), np.array([0, 1, 2, 0, 1, 2, 0, 1]))

    assert_close(answer, 1.0, what="the separability")


@pytest.mark.task("separability")
def test_outputs_of_any_kind(student, rng):
    """Strided, read-only, integer and float32 outputs are taken, and the same sample may occur twice."""
    h, y = rng.integers(0, 9, size=(2, 40)).T[::2], np.resize([0, 1, 1], 20)
    read_only = h.astype(np.float32)
    read_only.setflags(write=False)
    for kind in (h, read_only, np.asfortranarray(h.astype(float))):
        assert_close(student.separability(kind, y), explained(h, y), what="the separability", rtol=1e-3)
    twice = student.separability(np.vstack([h, h]), np.append(y, y))
    assert_close(twice, explained(h, y), what="the separability", rtol=1e-4)


@pytest.mark.task("separability")
def test_one_class_is_refused(student, rng):
    """Samples of a single class raise ValueError, whichever class it is."""
    for k in (0, 3):
        assert_raises(ValueError, student.separability, rng.normal(size=(5, 2)), np.full(5, k))


# -- plot_hidden ------------------------------------------------------------------------------------------------------


def figure_of(student, layers, y):
    handle = student.plot_hidden(layers, y)
    require(type_name(handle) == "Figure", "`plot_hidden` did not return a figure.")
    return student.figure(handle)["axes"]


def series(axes):
    """The sorted places of all that is drawn under a label of a class, whether by `scatter` or by `plot`."""
    found = [(points["label"], points["offsets"]) for points in axes["points"]]
    found += [(line["label"], np.column_stack([line["x"], line["y"]])) for line in axes["lines"]]
    labels = {label for label, _ in found if label and label.startswith("class ")}
    return {label: in_order(np.vstack([points for name, points in found if name == label])) for label in labels}


def in_order(points):
    return points[np.lexsort(points.T)]


@pytest.mark.task("plot_hidden")
def test_any_layers_are_drawn(student, rng):
    """One layer or several, of any width, with any classes, are drawn in a new figure each time."""
    for names, widths, y in (
        (["a"], [2], [3]),
        (["x", "h1", "h2"], [2, 5, 3], [4, 1, 1, 4, 1]),
        (["b"], [7], [0, 0, 2]),
    ):
        y = np.array(y)
        layers = {name: rng.normal(size=(len(y), width)) for name, width in zip(names, widths, strict=True)}
        axes = figure_of(student, layers, y)
        assert_equal([one["title"].strip() for one in axes], names, what="the list of titles")
        for one, h in zip(axes, layers.values(), strict=True):
            expected = {f"class {k}": in_order(h[y == k, :2]) for k in set(y.tolist())}
            found = series(one)
            assert_equal(sorted(found), sorted(expected), what="the sorted list of labels of series")
            assert_close(found, expected, what="the dict of series")
    assert_inputs_unchanged(student)
