"""Hidden checks of `feature_maps`: PyTorch as the oracle, photographs, arrays of any kind, and any number of maps."""

import numpy as np
import pytest

from learnnn.checks import (
    assert_close,
    assert_equal,
    assert_inputs_unchanged,
    assert_raises,
    require,
    shape_of,
    type_name,
)
from learnnn.data import photographs


def torchs(name, first, *others, **settings):
    """What a function of torch.nn.functional answers to these arrays, computed in float64, for one image."""
    import torch
    from torch.nn import functional

    first, *others = (torch.tensor(np.asarray(array, dtype=float)) for array in (first, *others))
    return getattr(functional, name)(first[None], *others, **settings)[0].numpy()


def grey(name, step):
    """A photograph in grey (H, W), floats in 0..1, every `step`-th pixel."""
    return photographs()[name][::step, ::step].mean(axis=2) / 255


# -- edge_kernels -----------------------------------------------------------------------------------------------------


@pytest.mark.task("edge_kernels")
def test_kernels_know_their_directions(student):
    """Laid on four slopes, all equally steep, each kernel answers most to the one that rises in its own direction."""
    kernels = student.edge_kernels()

    down, right = np.mgrid[:3, :3]
    slopes = np.stack([right, (down + right) / 2**0.5, down, (down - right) / 2**0.5])  # (4, 3, 3)
    require(shape_of(kernels) == "an array of shape (4, 1, 3, 3)", f"The answer is {shape_of(kernels)}.")
    answers = np.einsum("kcmn,smn->ks", kernels, slopes)  # (kernels, slopes)
    assert_equal(answers.argmax(axis=1), np.arange(4), what="the array of slopes that are answered most")


# -- output_size ------------------------------------------------------------------------------------------------------


@pytest.mark.task("output_size")
def test_any_places_are_counted(student):
    """Whatever the sizes, as many places are counted as there are, or ValueError says that there is none."""
    for size in (1, 2, 6, 7):
        for kernel_size, stride, padding in ((1, 1, 0), (2, 1, 1), (3, 2, 0), (3, 3, 1), (4, 5, 2), (9, 2, 1)):
            places = range(0, size + 2 * padding - kernel_size + 1, stride)
            if not places:
                assert_raises(ValueError, student.output_size, size, kernel_size, stride, padding)
                continue
            answer = student.output_size(size, kernel_size, stride, padding)
            assert_equal(answer, len(places), what="the number of places")


# -- conv2d -----------------------------------------------------------------------------------------------------------


@pytest.mark.task("conv2d")
def test_convolution_is_torchs(student, rng):
    """For any shapes, strides and paddings the maps are PyTorch's."""
    for shape, kernel_shape, stride, padding in (
        ((1, 1, 1), (1, 1, 1, 1), 1, 0),
        ((3, 6, 5), (2, 3, 1, 1), 1, 0),
        ((2, 5, 7), (3, 2, 5, 7), 1, 0),
        ((4, 7, 9), (5, 4, 2, 3), 3, 2),
        ((1, 2, 3), (2, 1, 4, 4), 2, 1),
        ((2, 9, 4), (1, 2, 3, 4), 5, 3),
        ((3, 6, 6), (2, 3, 2, 2), 7, 0),
    ):
        image, kernels = rng.normal(size=shape) * 100, rng.normal(size=kernel_shape)
        expected = torchs("conv2d", image, kernels, stride=stride, padding=padding)
        assert_close(student.conv2d(image, kernels, stride, padding), expected, what="the array of maps")


@pytest.mark.task("conv2d")
def test_edges_of_photographs_are_torchs(student):
    """The edges of a photograph are found where PyTorch finds them."""
    kernels = np.array([[[[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]], [[[-1, -2, -1], [0, 0, 0], [1, 2, 1]]]], dtype=float)
    for name in ("china", "flower"):
        image = grey(name, 12)[np.newaxis]
        maps = student.conv2d(image, kernels, padding=1)
        assert_close(maps, torchs("conv2d", image, kernels, padding=1), what="the array of maps")


@pytest.mark.task("conv2d")
def test_convolution_takes_arrays_of_any_kind(student, rng):
    """Floats of either width, integers of any, read-only and strided arrays: the answer is right, and they stay as they are."""
    image, kernels = rng.integers(0, 256, size=(2, 6, 7)), rng.integers(-9, 10, size=(3, 2, 3, 2))
    expected = torchs("conv2d", image, kernels, stride=2, padding=1)
    read_only = image.astype(float)
    read_only.setflags(write=False)
    strided = np.asfortranarray(np.repeat(image, 2, axis=2))[:, :, ::2]
    for one in (image.astype(np.uint8), image.astype(np.uint16), image.astype(np.float32), read_only, strided):
        for other in (kernels, kernels.astype(np.int8), kernels.astype(np.float32), kernels.astype(float)):
            maps = student.conv2d(one, other, 2, 1)
            is_floats = type(maps) is np.ndarray and maps.dtype.kind == "f"
            require(is_floats, "The answer is no array of floats.")
            assert_close(maps, expected, what="the array of maps")
    assert_inputs_unchanged(student)


@pytest.mark.task("conv2d")
def test_senseless_convolutions_are_refused(student):
    """ValueError for a stride of 0, a negative padding, and a kernel that is too large in spite of its padding."""
    image, kernels = np.ones((1, 4, 5)), np.ones((1, 1, 3, 3))
    for stride, padding in ((0, 0), (1, -1), (-1, 0)):
        assert_raises(ValueError, student.conv2d, image, kernels, stride, padding)
    for shape in ((1, 1, 7, 3), (1, 1, 3, 8)):
        assert_raises(ValueError, student.conv2d, image, np.ones(shape), 1, 1)
    assert_close(student.conv2d(image, np.ones((1, 1, 6, 7)), 1, 1), np.full((1, 1, 1), 20.0), what="the array of maps")


# -- max_pool ---------------------------------------------------------------------------------------------------------


@pytest.mark.task("max_pool")
def test_pooling_is_torchs(student, rng):
    """For any shapes, window sizes and strides, and numbers of any sign, the answer is PyTorch's."""
    for shape, size, stride in (
        ((1, 1, 1), 1, None),
        ((3, 6, 6), 2, None),
        ((2, 5, 9), 4, None),
        ((2, 7, 8), 3, 1),
        ((4, 8, 5), 2, 3),
        ((1, 9, 9), 4, 2),
        ((2, 4, 4), 4, 7),
    ):
        maps = rng.normal(size=shape) - 5
        expected = torchs("max_pool2d", maps, kernel_size=size, stride=stride)
        assert_close(student.max_pool(maps, size, stride), expected, what="the array of pooled maps")


@pytest.mark.task("max_pool")
def test_pooling_keeps_the_dtype(student, rng):
    """Bytes, integers and floats keep their dtype; read-only and strided arrays are taken, and stay as they are."""
    maps = rng.integers(0, 256, size=(2, 5, 6))
    expected = maps[:, :4].reshape(2, 2, 2, 3, 2).max(axis=(2, 4))
    for dtype in (np.uint8, np.int64, np.float32, np.float64):
        given = np.asfortranarray(np.repeat(maps, 2, axis=1).astype(dtype))[:, ::2]
        given.setflags(write=False)
        pooled = student.max_pool(given)
        is_array = type(pooled) is np.ndarray and pooled.dtype == dtype
        require(is_array, f"The answer for {np.dtype(dtype).name} is no array of the same dtype.")
        assert_close(pooled, expected.astype(dtype), what="the array of pooled maps")
    assert_inputs_unchanged(student)


@pytest.mark.task("max_pool")
def test_windows_without_a_place_are_refused(student):
    """ValueError for windows that are larger than a map, and for a size or stride of 0."""
    maps = np.ones((2, 3, 5))
    for size, stride in ((4, None), (6, None), (0, None), (2, 0), (0, 1)):
        assert_raises(ValueError, student.max_pool, maps, size, stride)
    assert_raises(ValueError, student.max_pool, np.ones((2, 5, 3)), 4)


# -- plot_feature_maps ------------------------------------------------------------------------------------------------


def assert_drawn(student, image, maps, titles):
    """The figure shows all of them, in order, upright, and the maps in common shades."""
    handle = student.plot_feature_maps(image, maps, titles)
    require(type_name(handle) == "Figure", f"`plot_feature_maps` returned {shape_of(handle)}.")
    axes = [one for one in student.figure(handle)["axes"] if one["images"] and not one["is_colorbar"]]
    shown = [image for one in axes for image in one["images"]]
    require(len(axes) == len(shown) == 1 + len(maps), f"The figure shows {len(shown)} images in {len(axes)} axes.")
    assert_equal([one["title"] for one in axes], ["image", *titles], what="the list of titles")
    for one, expected in zip(shown, [image, *maps], strict=True):
        assert_close(one["array"], expected, what="the array that is shown")
        require(one["is_upright"], "In a picture row 0 is not at the top.")
    common = [float(maps.min()), float(maps.max())]
    for one in shown[1:]:
        assert_close(list(one["limits"]), common, what="the list of the numbers of the darkest and the lightest shade")


@pytest.mark.task("plot_feature_maps")
def test_any_number_of_maps_is_drawn(student, rng):
    """One map and many are drawn, of floats and of integers, in a new figure each time, and all stay as they are."""
    for n_maps, shape in ((1, (3, 4)), (6, (5, 2)), (9, (2, 3))):
        maps = rng.normal(size=(n_maps, *shape)) * 10.0 ** np.arange(n_maps).reshape(-1, 1, 1)
        assert_drawn(student, rng.uniform(size=(7, 5)), maps, [f"kernel {n}" for n in range(n_maps)])
    image = rng.integers(0, 256, size=(6, 5)).astype(np.uint8)
    assert_drawn(student, image, rng.integers(-9, 9, size=(2, 3, 3)), ["one", "one"])
    assert_inputs_unchanged(student)
