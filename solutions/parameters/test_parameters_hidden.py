"""Hidden checks: the same ideas on other sizes, and the formulas against live PyTorch layers."""

from typing import Any

import numpy as np
import pytest

from learnnn.checks import assert_equal, assert_raises, type_name


@pytest.mark.task("dense_parameters")
@pytest.mark.parametrize("bias", [True, False])
def test_dense_formula_agrees_with_a_live_layer(student, reference, rng, bias):
    """The formula agrees with PyTorch's own dense layer, with and without biases."""
    n_in, n_out = distinct_sizes(rng, 2)

    count = student.dense_parameters(n_in, n_out, bias=bias)

    live = reference.count_parameters(reference.stage.dense(n_in, n_out, bias=bias))
    assert_equal(count, live, what="the number of parameters")


@pytest.mark.task("conv2d_parameters")
@pytest.mark.parametrize("bias", [True, False])
def test_convolution_formula_agrees_with_a_live_layer(student, reference, rng, bias):
    """The formula agrees with PyTorch's own convolution: rectangular kernels, with and without biases."""
    in_channels, out_channels, height, width = distinct_sizes(rng, 4)

    count = student.conv2d_parameters(in_channels, out_channels, (height, width), bias=bias)

    layer = reference.stage.conv2d(in_channels, out_channels, (height, width), bias=bias)
    assert_equal(count, reference.count_parameters(layer), what="the number of parameters")


@pytest.mark.task("conv2d_parameters")
def test_depthwise_convolution_agrees_with_a_live_layer(student, reference, rng):
    """With as many groups as input channels, each output channel looks at one input channel."""
    channels, times, side = distinct_sizes(rng, 3)

    count = student.conv2d_parameters(channels, channels * times, side, groups=channels)

    layer = reference.stage.conv2d(channels, channels * times, side, groups=channels)
    assert_equal(count, reference.count_parameters(layer), what="the number of parameters")


@pytest.mark.task("conv2d_parameters")
def test_groups_divide_the_channels(student):
    """Groups that do not divide both numbers of channels raise ValueError."""
    assert_raises(ValueError, student.conv2d_parameters, 6, 8, 3, groups=4)
    assert_raises(ValueError, student.conv2d_parameters, 8, 6, 3, groups=4)


@pytest.mark.task("conv2d_parameters")
@pytest.mark.parametrize("sizes", [(0, 4, 3), (4, 0, 3), (4, 4, (0, 3)), (4, 4, (3, 0))])
def test_convolution_refuses_empty_sizes(student, sizes):
    """Layers without channels and kernels without extent raise ValueError."""
    assert_raises(ValueError, student.conv2d_parameters, *sizes)


@pytest.mark.task("batchnorm_parameters")
@pytest.mark.parametrize("affine", [True, False])
def test_batchnorm_formula_agrees_with_a_live_layer(student, reference, rng, affine):
    """The formula agrees with PyTorch's own batch normalisation, with and without scale and shift."""
    (num_features,) = distinct_sizes(rng, 1)

    count = student.batchnorm_parameters(num_features, affine=affine)

    live = reference.count_parameters(reference.stage.batchnorm(num_features, affine=affine))
    assert_equal(count, live, what="the number of parameters")


@pytest.mark.task("batchnorm_parameters")
def test_batchnorm_refuses_empty_sizes(student):
    """A normalisation of no features is an error: it raises ValueError."""
    assert_raises(ValueError, student.batchnorm_parameters, 0)


@pytest.mark.task("mlp_parameters")
@pytest.mark.parametrize("depth", [1, 2, 5])
def test_mlp_formula_agrees_with_a_live_network(student, reference, rng, depth):
    """The formula agrees with a live network of one to five layers that ends in a single output."""
    layer_sizes = [*distinct_sizes(rng, depth), 1]

    count = student.mlp_parameters(layer_sizes)

    live = reference.count_parameters(reference.stage.mlp(layer_sizes))
    assert_equal(count, live, what="the number of parameters")


@pytest.mark.task("mlp_parameters")
@pytest.mark.parametrize("layer_sizes", [[0, 6, 3], [6, 0, 3], [6, 3, 0]])
def test_mlp_refuses_empty_layers(student, layer_sizes):
    """A size of 0 raises ValueError, wherever it stands."""
    assert_raises(ValueError, student.mlp_parameters, layer_sizes)


@pytest.mark.task("count_parameters")
def test_frozen_parameters_are_still_parameters(student):
    """Unless only trainable parameters are asked for, frozen ones count."""
    model = student.stage.frozen_body([7, 6, 5])

    assert_equal(student.count_parameters(model), 48 + 35, what="the number of parameters")


@pytest.mark.task("count_parameters")
def test_repeated_layer_is_counted_once(student):
    """A layer applied three times in a row still has one set of parameters to learn."""
    model = student.stage.repeated(5, times=3)

    count = student.count_parameters(model, trainable_only=True)

    assert_equal(count, 5 * 5 + 5, what="the number of trainable parameters")


@pytest.mark.task("count_parameters")
def test_every_kind_of_parameter_is_counted(student):
    """Parameters count wherever they are: in nested layers, in normalisations, and on their own."""
    model = student.stage.gated_network(4, 3)

    assert_equal(student.count_parameters(model), 1 + 16 + 8 + 15, what="the number of parameters")


@pytest.mark.task("parameter_table")
def test_tied_parameter_has_one_row(student):
    """A parameter used in two places has one row, under its first name."""
    model = student.stage.frozen_word_model(7, 3)

    table = student.parameter_table(model)

    expected = [("embedding.weight", (7, 3), 21), ("output.bias", (7,), 7)]
    assert_equal(plain(table), expected, what="the table")


@pytest.mark.task("parameter_table")
def test_table_lists_scalars_and_no_buffers(student):
    """A scalar parameter has the shape `()` and counts 1; running statistics have no row."""
    model = student.stage.gated_network(4, 3)

    table = student.parameter_table(model)

    expected = [
        ("0.gate", (), 1),
        ("0.body.0.weight", (4, 4), 16),
        ("0.body.1.weight", (4,), 4),
        ("0.body.1.bias", (4,), 4),
        ("1.weight", (3, 4), 12),
        ("1.bias", (3,), 3),
    ]
    assert_equal(plain(table), expected, what="the table")


@pytest.mark.task("memory_bytes")
def test_each_tensor_has_its_own_element_size(student):
    """In a network of mixed precision the float16 layers take two bytes per number, the float32 layer four."""
    model = student.stage.mixed_precision([9, 7, 5])

    assert_equal(student.memory_bytes(model), 70 * 2 + 40 * 4, what="the number of bytes")


@pytest.mark.task("memory_bytes")
def test_running_statistics_take_memory(student):
    """Batch normalisation keeps a mean, a variance and an integer counter beside its parameters."""
    model = student.stage.batchnorm(10)

    assert_equal(student.memory_bytes(model), (20 + 20) * 4 + 8, what="the number of bytes")


@pytest.mark.task("memory_bytes")
def test_tied_and_frozen_parameters_take_memory_once(student):
    """A tied table is in memory once, whether it is frozen or not."""
    model = student.stage.frozen_word_model(9, 4)

    assert_equal(student.memory_bytes(model), (9 * 4 + 9) * 4, what="the number of bytes")


@pytest.mark.task("memory_bytes")
def test_masks_take_memory(student):
    """A mask of booleans takes a byte per entry, also when checkpoints leave it out."""
    model = student.stage.masked(4, 6)

    assert_equal(student.memory_bytes(model), (4 * 6 + 6) * 4 + 6 * 6, what="the number of bytes")


def distinct_sizes(rng: np.random.Generator, n: int) -> list[int]:
    """Sizes that all differ, so that no two formulas agree by chance."""
    return rng.choice(np.arange(2, 20), size=n, replace=False).tolist()


def plain(value: Any) -> Any:
    """A table with each `torch.Size`, which stays in the worker, read as the tuple it is."""
    if isinstance(value, list | tuple):
        return type(value)(plain(item) for item in value)
    return tuple(value) if type_name(value) == "Size" else value
