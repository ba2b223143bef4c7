"""Hidden checks of `activations`: PyTorch's opinion, other shapes and scales, awkward arrays, and a second figure."""

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_inputs_unchanged, require, shape_of, type_name

SINGLE = ("sigmoid", "tanh", "relu", "leaky_relu", "elu", "swish", "gelu")
ALL = (*SINGLE, "softmax")


def each(*names):
    """One check for each of these functions, as part of the task of that name."""
    return pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.task(name)) for name in names])


def oracle(name, x, **alpha):
    """Value and derivative as PyTorch gives them, the derivative by automatic differentiation."""
    import torch
    from torch.nn import functional as F

    functions = {
        "sigmoid": F.sigmoid,
        "tanh": F.tanh,
        "relu": F.relu,
        "leaky_relu": lambda x, alpha=0.01: F.leaky_relu(x, alpha),
        "elu": lambda x, alpha=1.0: F.elu(x, alpha),
        "swish": F.silu,
        "gelu": lambda x: F.gelu(x, approximate="tanh"),
        "softmax": lambda x: F.softmax(x, dim=-1),
    }
    leaf = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    values = functions[name](leaf, **alpha)
    parts = values.unbind(-1) if name == "softmax" else [values]  # each depends on its own row of x only
    slopes = [torch.autograd.grad(part.sum(), leaf, retain_graph=True)[0] for part in parts]
    return values.detach().numpy(), (torch.stack(slopes, dim=-2) if name == "softmax" else slopes[0]).numpy()


def assert_agrees(student, name, x, *, dtype=None, **alpha):
    """Value and derivative of the student's are PyTorch's; `dtype` is the one they must have, if any."""
    for suffix, expected in zip(("", "_derivative"), oracle(name, x, **alpha), strict=True):
        answer = getattr(student, name + suffix)(x, **alpha)
        assert_close(answer, expected, what=f"`{name}{suffix}` of {x.dtype} in shape {x.shape}", dtype=dtype)


def awkward_versions(x):
    """The same numbers as a read-only, a Fortran-ordered and a strided array."""
    read_only = x.copy()
    read_only.setflags(write=False)
    return read_only, np.asfortranarray(x), np.repeat(x, 2, axis=1)[:, ::2]


@each(*ALL)
def test_pytorch_agrees(student, rng, name):
    """Value and derivative agree with PyTorch's, for small and large numbers and at exactly 0."""
    for scale in (1e-3, 1.0, 30.0):
        x = rng.normal(scale=scale, size=(5, 6))
        x[0, :2] = 0.0
        assert_agrees(student, name, x)


@each("leaky_relu", "elu")
def test_pytorch_agrees_for_any_alpha(student, rng, name):
    """Value and derivative agree with PyTorch's for other `alpha`, at exactly 0 too."""
    x = rng.normal(scale=2.0, size=(4, 5))
    x[0, :2] = 0.0
    for alpha in (0.2, 0.75):
        assert_agrees(student, name, x, alpha=alpha)


@each(*ALL)
def test_any_shape(student, rng, name):
    """Vectors, single entries, batches of one, images and empty arrays keep their shape."""
    for shape in ((6,), (1,), (1, 4), (5, 1), (2, 3, 4), (2, 1, 2, 3), (0, 4)):
        assert_agrees(student, name, rng.normal(size=shape))


@each(*ALL)
def test_awkward_arrays(student, rng, name):
    """Read-only, Fortran-ordered and strided arrays are taken, and are the same after the call."""
    for x in awkward_versions(rng.normal(scale=2.0, size=(4, 3))):
        assert_agrees(student, name, x)
    assert_inputs_unchanged(student)


@each(*ALL)
def test_integers_become_floats(student, name):
    """Value and derivative of integers are float64, and nothing is rounded to integers on the way."""
    assert_agrees(student, name, np.array([[-3, -1, 0, 1], [2, 5, -2, 40]]), dtype="float64")


@each(*ALL)
def test_no_warning_up_to_1000(student, name):
    """Between -1000 and 1000 nothing overflows, in float32 either, where exp(100) is already infinite."""
    large = np.array([[-1000, -711, -300, -89, -20], [0, 20, 89, 711, 1000]])
    for suffix, expected in zip(("", "_derivative"), oracle(name, large), strict=True):
        for dtype, kept in (("float64", "float64"), ("float32", "float32"), ("int64", "float64")):
            answer, warnings = student.stage.listen(getattr(student, name + suffix), large.astype(dtype))

            assert_close(answer, expected, what=f"`{name}{suffix}` of large {dtype}", dtype=kept)
            require(not warnings, f"`{name}{suffix}` of large {dtype} leads to a warning: {'; '.join(warnings)}.")


@pytest.mark.task("softmax")
def test_softmax_of_far_and_of_equal_scores(student):
    """Scores that are all very large, all very small, or 2000 apart are shared out without NaN."""
    x = np.array([[1000.0, 1000.0, 1000.0], [-1000.0, -1000.0, -1000.0], [1000.0, -1000.0, 1000.0]])
    shares = np.array([[1 / 3, 1 / 3, 1 / 3], [1 / 3, 1 / 3, 1 / 3], [0.5, 0.0, 0.5]])

    assert_close(student.softmax(x), shares, what="`softmax(x)`")
    matrices = shares[:, :, None] * np.eye(3) - shares[:, :, None] * shares[:, None, :]
    assert_close(student.softmax_derivative(x), matrices, what="`softmax_derivative(x)`")


@pytest.mark.task("plot_activations")
def test_each_plot_is_a_new_figure(student):
    """A second figure shows the seven functions once, not on top of those of the first."""
    for _ in range(2):
        handle = student.plot_activations()
    require(type_name(handle) == "Figure", f"`plot_activations` returned {shape_of(handle)}, expected the figure.")

    axes_of = student.figure(handle)["axes"]

    for label in ("value", "derivative"):
        count = sum(line["label"] == label for axes in axes_of for line in axes["lines"])
        require(
            count == 7, f"The second figure has {count} lines labelled `{label}`, one for each function is expected."
        )
