"""Hidden checks of `losses`: PyTorch's opinion, other shapes and scales, awkward arrays, and what must be refused."""

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_inputs_unchanged, assert_raises, require, shape_of, type_name

OF_ENTRIES = ("mse", "mae", "huber", "binary_cross_entropy")
OF_LABELS = ("cross_entropy", "softmax_cross_entropy")
ALL = (*OF_ENTRIES, *OF_LABELS)


def each(*names):
    """One check for each of these functions, as part of the task of that name."""
    return pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.task(name)) for name in names])


def oracle(name, first, second, **delta):
    """Loss and gradient as PyTorch gives them in float64, the gradient by automatic differentiation."""
    import torch
    from torch.nn import functional as F

    functions = {
        "mse": F.mse_loss,
        "mae": F.l1_loss,
        "huber": lambda p, y, delta=1.0: F.huber_loss(p, y, delta=delta),
        "binary_cross_entropy": F.binary_cross_entropy,
        "cross_entropy": lambda p, labels: F.nll_loss(p.log(), labels),
        "softmax_cross_entropy": F.cross_entropy,
    }
    leaf = torch.tensor(first.copy(), dtype=torch.float64, requires_grad=True)
    other = torch.tensor(second.copy(), dtype=torch.int64 if name in OF_LABELS else torch.float64)
    value = functions[name](leaf, other, **delta)
    value.backward()
    return value.item(), leaf.grad.numpy()


def assert_agrees(student, name, first, second, *, rtol=1e-6, **delta):
    """Loss and gradient of the student's are PyTorch's."""
    value, slopes = oracle(name, first, second, **delta)
    given = f"for {first.dtype} in shape {first.shape}"
    assert_close(getattr(student, name)(first, second, **delta), value, what=f"`{name}` {given}", rtol=rtol)
    answer = getattr(student, f"{name}_gradient")(first, second, **delta)
    assert_close(answer, slopes, what=f"`{name}_gradient` {given}", rtol=rtol)


def a_batch(name, rng, shape, scale=1.0):
    """Arguments for a loss function: any shape for entries, (N, C) where there are labels."""
    if name in OF_LABELS:
        logits, labels = rng.normal(scale=scale, size=shape), rng.integers(shape[1], size=shape[0])
        if name == "cross_entropy":
            logits = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
            logits = np.maximum(logits, 1e-6)  # below EPSILON the contract is not PyTorch's
        return logits, labels
    if name == "binary_cross_entropy":
        return rng.uniform(0.01, 0.99, size=shape), rng.uniform(size=shape)
    return rng.normal(scale=scale, size=shape), rng.normal(scale=scale, size=shape)


def awkward_versions(array):
    """The same numbers as a read-only, a Fortran-ordered, a reversed and a strided array."""
    read_only = array.copy()
    read_only.setflags(write=False)
    return read_only, np.asfortranarray(array), array[::-1].copy()[::-1], np.repeat(array, 2, axis=0)[::2]


@each(*ALL)
def test_pytorch_agrees(student, rng, name):
    """Loss and gradient agree with PyTorch's, for small and for large errors, and for soft targets."""
    for scale in (0.01, 1.0, 5.0):
        assert_agrees(student, name, *a_batch(name, rng, (6, 4), scale))


@pytest.mark.task("huber")
def test_pytorch_agrees_for_any_delta(student, rng):
    """Huber's loss and its gradient agree with PyTorch's for other `delta`."""
    for delta in (0.1, 0.8, 3.0):
        assert_agrees(student, "huber", *a_batch("huber", rng, (5, 4), 2.0), delta=delta)


@each(*ALL)
def test_any_shape(student, rng, name):
    """A single example, a single output, many outputs: the loss is a mean over all of them."""
    shapes = [(1, 1), (1, 5), (7, 1), (3, 8)]
    for shape in shapes if name in OF_LABELS else [(1,), (9,), *shapes, (2, 3, 4)]:
        assert_agrees(student, name, *a_batch(name, rng, shape))


@each(*ALL)
def test_awkward_arrays(student, rng, name):
    """Read-only and strided arrays are taken, and are the same after the call."""
    args = a_batch(name, rng, (5, 4))
    for first, second in zip(*map(awkward_versions, args), strict=True):
        assert_agrees(student, name, first, second)
    assert_inputs_unchanged(student)


@each(*ALL)
def test_float32_is_taken(student, rng, name):
    """Arguments of float32 give loss and gradient as precise as float32 is."""
    first, second = a_batch(name, rng, (6, 4))
    second = second if name in OF_LABELS else second.astype(np.float32)

    assert_agrees(student, name, first.astype(np.float32), second, rtol=1e-4)


@each("mse", "mae", "huber", "softmax_cross_entropy")
def test_integers_are_taken(student, rng, name):
    """Integers are taken as the floats that they stand for: the gradient is not rounded."""
    first = rng.integers(-4, 5, size=(5, 3))
    second = rng.integers(3, size=5) if name in OF_LABELS else first - np.array([[0, 1, -3]])

    assert_agrees(student, name, first, second)


@each(*ALL)
def test_nothing_has_no_mean(student, name):
    """Without any example there is no mean: ValueError."""
    args = (np.empty((0, 3)), np.empty(0, dtype=int)) if name in OF_LABELS else (np.empty((0, 3)), np.empty((0, 3)))
    for function in (name, f"{name}_gradient"):
        assert_raises(ValueError, getattr(student, function), *args)


@each(*OF_ENTRIES)
def test_other_shapes_are_refused(student, rng, name):
    """Shapes that NumPy could stretch to each other, and such that it could not, raise ValueError."""
    predictions, targets = a_batch(name, rng, (4, 3))
    for other in (targets[:1], targets[0], targets[:, :1], targets.T, targets.ravel()):
        for function in (name, f"{name}_gradient"):
            assert_raises(ValueError, getattr(student, function), predictions, other)


@each(*OF_LABELS)
def test_other_labels_are_refused(student, rng, name):
    """Negative labels, which count from the end in NumPy, labels as a column, and one row without a batch are refused."""
    rows, labels = a_batch(name, rng, (4, 3))
    for first, second in (
        (rows, np.array([0, 1, -1, 2])),
        (rows, np.array([0, 1, 2, 100])),
        (rows, labels[:, None]),
        (rows, np.eye(3)[labels].astype(int)),
        (rows[0], labels[:3]),
    ):
        for function in (name, f"{name}_gradient"):
            assert_raises(ValueError, getattr(student, function), first, second)


@pytest.mark.task("binary_cross_entropy")
def test_gradient_of_certainty_is_finite(student):
    """At probabilities of exactly 0 and 1 the gradient is that of the clipped ones: about ±1e7 where they are wrong."""
    predictions, targets = np.array([0.0, 1.0, 0.0, 1.0]), np.array([1.0, 0.0, 0.0, 1.0])

    slopes, warnings = student.stage.listen(student.binary_cross_entropy_gradient, predictions, targets)

    assert_close(slopes, np.array([-1e7, 1e7, 1 / (1 - 1e-7), -1 / (1 - 1e-7)]) / 4, what="the gradient")
    require(not warnings, f"Certain predictions lead to a warning: {'; '.join(warnings)}.")


@pytest.mark.task("cross_entropy")
def test_gradient_of_an_impossible_label_is_finite(student):
    """Where the label's probability is 0 the gradient is that of the smallest probability, and nothing is divided by 0."""
    predictions, labels = np.array([[1.0, 0.0], [1.0, 0.0]]), np.array([0, 1])

    slopes, warnings = student.stage.listen(student.cross_entropy_gradient, predictions, labels)

    assert_close(slopes, np.array([[-0.5, 0.0], [0.0, -5e6]]), what="the gradient")
    require(not warnings, f"A probability of 0 leads to a warning: {'; '.join(warnings)}.")


@each("mse", "mae", "huber", "softmax_cross_entropy")
def test_no_warning_up_to_1000(student, rng, name):
    """Predictions and logits from -1000 to 1000 give the right loss and gradient without a warning, in float32 too."""
    first = np.array([[-1000.0, 1000.0, 0.0], [1000.0, 999.0, -1000.0], [-1000.0, -1000.0, -1000.0]])
    second = np.array([1, 2, 0]) if name in OF_LABELS else -first[::-1]
    for suffix, expected in zip(("", "_gradient"), oracle(name, first, second), strict=True):
        for dtype in (np.float64, np.float32):
            other = second if name in OF_LABELS else second.astype(dtype)
            answer, warnings = student.stage.listen(getattr(student, name + suffix), first.astype(dtype), other)

            rtol = 1e-4 if dtype is np.float32 else 1e-6
            assert_close(answer, expected, what=f"`{name}{suffix}` of large numbers", rtol=rtol)
            require(not warnings, f"`{name}{suffix}` of large numbers leads to a warning: {'; '.join(warnings)}.")


@pytest.mark.task("plot_losses")
def test_each_plot_is_a_new_figure(student):
    """A second figure shows each loss once, not on top of those of the first."""
    for _ in range(2):
        handle = student.plot_losses()
    require(type_name(handle) == "Figure", f"`plot_losses` returned {shape_of(handle)}, expected the figure.")

    labels = [line["label"] for axes in student.figure(handle)["axes"] for line in axes["lines"]]

    for word in ("mse", "mae", "huber", "entropy"):
        count = sum(word in (label or "").casefold() for label in labels)
        require(count == 1, f"The second figure has {count} lines labelled {word}, expected one.")
