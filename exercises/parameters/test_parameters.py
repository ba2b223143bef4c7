"""Public checks: one idea each, on sizes small enough to recompute by hand."""

from typing import Any

import pytest

from learnnn.checks import assert_equal, assert_raises, type_name


@pytest.mark.task("dense_parameters")
def test_dense_layer_has_weights_and_biases(student):
    """A dense layer has a weight for each pair of input and unit, and a bias for each unit."""
    count = student.dense_parameters(784, 256)

    assert_equal(count, 784 * 256 + 256, what="the number of parameters")


@pytest.mark.task("dense_parameters")
def test_dense_layer_can_go_without_biases(student):
    """With `bias=False` a dense layer has its weights only."""
    count = student.dense_parameters(128, 10, bias=False)

    assert_equal(count, 128 * 10, what="the number of parameters")


@pytest.mark.task("dense_parameters")
def test_dense_layer_refuses_empty_sizes(student):
    """A layer without inputs is an error: `dense_parameters(0, 10)` raises ValueError."""
    assert_raises(ValueError, student.dense_parameters, 0, 10)


@pytest.mark.task("conv2d_parameters")
def test_convolution_looks_at_all_input_channels(student):
    """Each output channel has a 5x5 kernel for each of the 3 input channels, and one bias."""
    count = student.conv2d_parameters(3, 16, 5)

    assert_equal(count, 16 * 3 * 5 * 5 + 16, what="the number of parameters")


@pytest.mark.task("conv2d_parameters")
def test_kernel_may_be_a_rectangle(student):
    """A kernel size of `(3, 7)` means kernels 3 high and 7 wide."""
    count = student.conv2d_parameters(2, 4, (3, 7))

    assert_equal(count, 4 * 2 * 3 * 7 + 4, what="the number of parameters")


@pytest.mark.task("conv2d_parameters")
def test_grouped_channels_look_at_their_own_group(student):
    """With 4 groups each of the 16 output channels looks at 2 of the 8 input channels."""
    count = student.conv2d_parameters(8, 16, 3, groups=4)

    assert_equal(count, 16 * 2 * 3 * 3 + 16, what="the number of parameters")


@pytest.mark.task("batchnorm_parameters")
def test_batchnorm_has_a_scale_and_a_shift_per_feature(student):
    """Batch normalisation learns a scale and a shift per feature; what it measures is no parameter."""
    count = student.batchnorm_parameters(256)

    assert_equal(count, 256 + 256, what="the number of parameters")


@pytest.mark.task("batchnorm_parameters")
def test_batchnorm_without_scale_and_shift_learns_nothing(student):
    """With `affine=False` batch normalisation has no parameters."""
    count = student.batchnorm_parameters(256, affine=False)

    assert_equal(count, 0, what="the number of parameters")


@pytest.mark.task("mlp_parameters")
def test_mlp_is_the_sum_of_its_layers(student):
    """The sizes 784, 256, 128, 10 are three dense layers with 200,960, 32,896 and 1,290 parameters."""
    count = student.mlp_parameters([784, 256, 128, 10])

    assert_equal(count, 235_146, what="the number of parameters")


@pytest.mark.task("mlp_parameters")
def test_mlp_can_go_without_biases(student):
    """With `bias=False` none of the layers has biases."""
    count = student.mlp_parameters([6, 5, 4], bias=False)

    assert_equal(count, 6 * 5 + 5 * 4, what="the number of parameters")


@pytest.mark.task("mlp_parameters")
def test_mlp_needs_inputs_and_outputs(student):
    """One size makes no layer: `mlp_parameters([784])` raises ValueError."""
    assert_raises(ValueError, student.mlp_parameters, [784])


@pytest.mark.task("count_parameters")
def test_count_agrees_with_the_formula(student):
    """A live network of sizes 784, 256, 128, 10 holds 235,146 numbers."""
    model = student.stage.mlp([784, 256, 128, 10])

    assert_equal(student.count_parameters(model), 235_146, what="the number of parameters")


@pytest.mark.task("count_parameters")
def test_frozen_parameters_are_not_trainable(student):
    """With `trainable_only=True` frozen layers do not count: of 6-5-4-3 only the last layer's 15 parameters learn."""
    model = student.stage.frozen_body([6, 5, 4, 3])

    count = student.count_parameters(model, trainable_only=True)

    assert_equal(count, 4 * 3 + 3, what="the number of trainable parameters")


@pytest.mark.task("count_parameters")
def test_tied_parameters_are_counted_once(student):
    """The 20x8 table that embedding and output layer share counts once; the output layer adds 20 biases."""
    model = student.stage.WordModel(20, 8)

    assert_equal(student.count_parameters(model), 20 * 8 + 20, what="the number of parameters")


@pytest.mark.task("count_parameters")
def test_running_statistics_are_not_parameters(student):
    """Buffers do not count: the small convolutional network has 36 + 8 + 1,450 parameters."""
    model = student.stage.convnet()

    assert_equal(student.count_parameters(model), 36 + 8 + 1_450, what="the number of parameters")


@pytest.mark.task("parameter_table")
def test_table_has_a_row_for_each_parameter(student):
    """The table lists name, shape and count of each parameter, in the model's order."""
    model = student.stage.mlp([4, 3, 2])

    table = student.parameter_table(model)

    expected = [("0.weight", (3, 4), 12), ("0.bias", (3,), 3), ("2.weight", (2, 3), 6), ("2.bias", (2,), 2)]
    assert_equal(plain(table), expected, what="the table")


@pytest.mark.task("parameter_table")
def test_table_looks_inside_nested_modules(student):
    """Parameters of modules within modules have one row each, named by the path to them."""
    model = student.stage.nested([4, 3, 2])

    table = student.parameter_table(model)

    expected = [
        ("body.0.weight", (3, 4), 12),
        ("body.0.bias", (3,), 3),
        ("head.weight", (2, 3), 6),
        ("head.bias", (2,), 2),
    ]
    assert_equal(plain(table), expected, what="the table")


@pytest.mark.task("memory_bytes")
def test_float32_takes_four_bytes(student):
    """46 parameters in float32 take 184 bytes."""
    model = student.stage.mlp([8, 4, 2])

    assert_equal(student.memory_bytes(model), 46 * 4, what="the number of bytes")


@pytest.mark.task("memory_bytes")
def test_half_precision_takes_half_the_memory(student):
    """The same 46 parameters in float16 take 92 bytes."""
    model = student.stage.half_precision([8, 4, 2])

    assert_equal(student.memory_bytes(model), 46 * 2, what="the number of bytes")


@pytest.mark.task("memory_bytes")
def test_buffers_take_memory_too(student):
    """The mean and the deviation of 6 inputs are no parameters, but are kept in memory beside the 21 parameters."""
    model = student.stage.Standardized(6, 3)

    assert_equal(student.memory_bytes(model), (21 + 6 + 6) * 4, what="the number of bytes")


def plain(value: Any) -> Any:
    """A table with each `torch.Size`, which stays in the worker, read as the tuple it is."""
    if isinstance(value, list | tuple):
        return type(value)(plain(item) for item in value)
    return tuple(value) if type_name(value) == "Size" else value
