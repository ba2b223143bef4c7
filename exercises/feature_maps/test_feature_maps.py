"""Public checks of `feature_maps`: the statement's examples, one rule after the other, and the figure."""

import numpy as np
import pytest

from learnnn.checks import assert_as_fast, assert_close, assert_equal, assert_raises, require, shape_of, type_name
from learnnn.data import photographs

RIGHT = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
LOWER_RIGHT = [[-2, -1, 0], [-1, 0, 1], [0, 1, 2]]
DOWN = [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]
LOWER_LEFT = [[0, -1, -2], [1, 0, -1], [2, 1, 0]]

IMAGE = np.array([[[1.0, 0.0, 2.0, 1.0], [0.0, 3.0, 1.0, 0.0], [2.0, 1.0, 0.0, 1.0]]])  # (1, 3, 4), the statement's
KERNELS = np.array([[[[1.0, -1.0], [0.0, 2.0]]]])  # (1, 1, 2, 2)


# -- edge_kernels -----------------------------------------------------------------------------------------------------


@pytest.mark.task("edge_kernels")
def test_four_kernels_of_one_channel(student):
    """There are four kernels of one channel and 3 by 3 floats, and each sums to 0: nothing is to be seen on an even surface."""
    kernels = student.edge_kernels()

    require(shape_of(kernels) == "an array of shape (4, 1, 3, 3)", f"The answer is {shape_of(kernels)}.")
    require(kernels.dtype.kind == "f", f"The kernels are of dtype {kernels.dtype.name}, expected floats.")
    assert_close(kernels.sum(axis=(1, 2, 3)), np.zeros(4), what="the array of sums, one for each kernel,")


@pytest.mark.task("edge_kernels")
def test_kernels_turn_clockwise(student):
    """The kernels find what gets lighter to the right, to the lower right, downwards and to the lower left, in this order."""
    expected = np.array([RIGHT, LOWER_RIGHT, DOWN, LOWER_LEFT], dtype=float)[:, np.newaxis]

    assert_close(student.edge_kernels(), expected, what="the array of kernels")


# -- output_size ------------------------------------------------------------------------------------------------------


@pytest.mark.task("output_size")
def test_places_are_counted(student):
    """The statement's table: 4 under a kernel of 2 gives 3 places, with a stride of 2 only 2, with a padding of 1 five."""
    for arguments, expected in (
        ((4, 2), 3),
        ((4, 2, 2), 2),
        ((4, 2, 1, 1), 5),
        ((8, 3, 2), 3),
        ((28, 3, 1, 1), 28),
        ((28, 3, 2, 1), 14),
        ((5, 5), 1),
    ):
        assert_equal(student.output_size(*arguments), expected, what=f"`output_size{arguments}`")


@pytest.mark.task("output_size")
def test_kernels_without_a_place_are_refused(student):
    """ValueError: a kernel larger than the padded image, a kernel or stride of 0, a negative padding."""
    for arguments in ((4, 5), (2, 5, 1, 1), (4, 0), (4, 2, 0), (4, 2, 1, -1)):
        assert_raises(ValueError, student.output_size, *arguments)


# -- conv2d -----------------------------------------------------------------------------------------------------------


@pytest.mark.task("conv2d")
def test_convolution_by_hand(student):
    """The statement's image and kernel give the rows (7, 0, 1) and (-1, 2, 3): the kernel is laid on as it is, not turned."""
    maps = student.conv2d(IMAGE, KERNELS)

    assert_close(maps, np.array([[[7.0, 0.0, 1.0], [-1.0, 2.0, 3.0]]]), what="the array of maps")


@pytest.mark.task("conv2d")
def test_channels_are_added(student, rng):
    """A kernel has a layer for each channel of the image, and what they find is added up to one map."""
    colours = rng.uniform(size=(3, 5, 6))
    weights = np.array([0.3, 0.6, 0.1]).reshape(1, 3, 1, 1)

    maps = student.conv2d(colours, weights)

    grey = 0.3 * colours[0] + 0.6 * colours[1] + 0.1 * colours[2]
    assert_close(maps, grey[np.newaxis], what="the array of maps")


@pytest.mark.task("conv2d")
def test_each_kernel_has_a_map(student, reference, rng):
    """Four kernels give four maps in their order; neither image nor kernels need be square."""
    image, kernels = rng.normal(size=(2, 5, 8)), rng.normal(size=(4, 2, 3, 2))

    assert_close(student.conv2d(image, kernels), reference.conv2d(image, kernels), what="the array of maps")


@pytest.mark.task("conv2d")
def test_stride_leaves_places_out(student, reference, rng):
    """With a stride of 2 or 3 every second or third place is looked at, along both axes, and the last fits entirely."""
    image, kernels = rng.normal(size=(2, 8, 9)), rng.normal(size=(2, 2, 3, 3))

    for stride in (2, 3):
        maps = student.conv2d(image, kernels, stride)
        expected = reference.conv2d(image, kernels, stride)
        assert_close(maps, expected, what=f"the array of maps with a stride of {stride}")


@pytest.mark.task("conv2d")
def test_padding_is_a_frame_of_zeros(student, reference, rng):
    """With padding there are zeros on all four sides; a padding of 1 keeps the size of an image under kernels of 3 by 3."""
    image, kernels = 5 + rng.normal(size=(1, 4, 5)), rng.normal(size=(2, 1, 3, 3))

    for stride, padding in ((1, 1), (1, 2), (2, 1)):
        maps = student.conv2d(image, kernels, stride=stride, padding=padding)
        expected = reference.conv2d(image, kernels, stride=stride, padding=padding)
        assert_close(maps, expected, what=f"the array of maps with a padding of {padding} and a stride of {stride}")


@pytest.mark.task("conv2d")
def test_photographs_hold_bytes(student):
    """A photograph of bytes (uint8) under kernels of integers gives the same floats as a photograph of floats."""
    crop = photographs()["china"][150:158, 300:310].transpose(2, 0, 1)  # (3, 8, 10)
    differences = np.array([[[[-1, 1]]] * 3], dtype=np.int8)  # (1, 3, 1, 2)

    maps = student.conv2d(crop, differences)

    expected = np.diff(crop.astype(float), axis=2).sum(axis=0, keepdims=True)
    assert_close(maps, expected, what="the array of maps")


@pytest.mark.task("conv2d")
def test_what_does_not_fit_is_refused(student, rng):
    """ValueError: kernels with more or fewer channels than the image, or larger than the image with its padding."""
    image = rng.normal(size=(3, 4, 6))
    for shape in ((2, 1, 2, 2), (2, 4, 2, 2), (1, 3, 5, 1), (1, 3, 1, 7)):
        assert_raises(ValueError, student.conv2d, image, rng.normal(size=shape))


@pytest.mark.task("conv2d")
@pytest.mark.timing
def test_convolution_has_no_loop_over_places(student, reference):
    """The places of a kernel are computed together, not one by one in a Python loop."""

    def work(module, rng):
        images = [module.keep(rng.normal(size=(2, 64, 64))) for _ in range(8)]
        kernels = module.keep(rng.normal(size=(1, 2, 3, 3)))
        return lambda: list(module.conv2d.each(*((image, kernels) for image in images)))

    assert_as_fast(student, reference, work, at_most=30)


# -- max_pool ---------------------------------------------------------------------------------------------------------


@pytest.mark.task("max_pool")
def test_pooling_by_hand(student):
    """The statement's map in windows of 2 by 2 leaves 5, 2, -1 and 6: the largest number may be negative."""
    maps = np.array([[[1.0, 5.0, 2.0, 0.0], [3.0, 4.0, 1.0, 1.0], [-2.0, -1.0, 0.0, 6.0], [-3.0, -4.0, 2.0, 5.0]]])

    assert_close(student.max_pool(maps), np.array([[[5.0, 2.0], [-1.0, 6.0]]]), what="the array of pooled maps")


@pytest.mark.task("max_pool")
def test_each_map_is_pooled_on_its_own(student, rng):
    """Three maps stay three; rows and columns that fill no window are left out: 7 by 8 in windows of 3 become 2 by 2."""
    maps = rng.normal(size=(3, 7, 8))

    pooled = student.max_pool(maps, 3)

    assert_close(pooled, maps[:, :6, :6].reshape(3, 2, 3, 2, 3).max(axis=(2, 4)), what="the array of pooled maps")


@pytest.mark.task("max_pool")
def test_windows_may_overlap(student):
    """The stride can be chosen: windows of 3 begin 2 apart, or 1 apart."""
    maps = np.array([[[3, 1, 4, 1, 5], [9, 2, 6, 5, 3], [5, 8, 9, 7, 9]]], dtype=float)

    assert_close(student.max_pool(maps, 3, 2), np.array([[[9.0, 9.0]]]), what="the array with a stride of 2")
    assert_close(
        student.max_pool(maps, 2, 1), np.array([[[9.0, 6, 6, 5], [9, 9, 9, 9]]]), what="the array of pooled maps"
    )


# -- plot_feature_maps ------------------------------------------------------------------------------------------------


def drawn(student, image, maps, titles):
    """The images by their titles, in order, as plain data."""
    handle = student.plot_feature_maps(image, maps, titles)
    require(type_name(handle) == "Figure", f"`plot_feature_maps` returned {shape_of(handle)}, expected the figure.")
    axes = [one for one in student.figure(handle)["axes"] if one["images"] and not one["is_colorbar"]]
    n_images = [len(one["images"]) for one in axes]
    expected = 1 + len(maps)
    require(
        n_images == [1] * expected,
        f"The figure shows {sum(n_images)} images in {len(axes)} axes, expected {expected} in axes of their own.",
    )
    return [(one["title"], one["images"][0]) for one in axes]


def gradients(rng):
    """A noisy slope, its maps of slopes, and their titles."""
    image = np.add.outer(np.arange(6.0), 3 * np.arange(8.0)) + rng.normal(size=(6, 8))
    return image, np.stack([np.diff(image, axis=0)[:, 1:], 5 * np.diff(image, axis=1)[1:]]), ["down", "right"]


@pytest.mark.task("plot_feature_maps")
def test_image_and_maps_are_shown_in_order(student, rng):
    """First comes the image, titled `image`, then each map with its title; row 0 is at the top."""
    image, maps, titles = gradients(rng)

    shown = drawn(student, image, maps, titles)

    assert_equal([title for title, _ in shown], ["image", *titles], what="the list of titles")
    for (title, one), expected in zip(shown, [image, *maps], strict=True):
        assert_close(one["array"], expected, what=f"the array shown under `{title}`")
        require(one["is_upright"], "In a picture row 0 is not at the top.")


@pytest.mark.task("plot_feature_maps")
def test_maps_share_their_shades(student, rng):
    """The shades of every map reach from the lowest to the highest number among all maps."""
    image, maps, titles = gradients(rng)

    for title, one in drawn(student, image, maps, titles)[1:]:
        low, high = one["limits"]
        assert_close(low, float(maps.min()), what=f"the number of the darkest shade under `{title}`")
        assert_close(high, float(maps.max()), what=f"the number of the lightest shade under `{title}`")
