"""The biases of the convolution are left out: only the kernels are counted.

Like a dense unit, each output channel adds one learned number, the same at every position of the image.

required:
    test_convolution_looks_at_all_input_channels
    test_kernel_may_be_a_rectangle
    test_grouped_channels_look_at_their_own_group
    test_convolution_formula_agrees_with_a_live_layer
    test_depthwise_convolution_agrees_with_a_live_layer
"""


def conv2d_parameters(in_channels, out_channels, kernel_size, *, groups=1, bias=True):
    """Kernels and biases of a convolution."""
    height, width = kernel_size if isinstance(kernel_size, tuple) else (kernel_size, kernel_size)
    if min(in_channels, out_channels, height, width, groups) < 1:
        raise ValueError("sizes must be at least 1")
    if in_channels % groups or out_channels % groups:
        raise ValueError("groups must divide the channels")
    return out_channels * (in_channels // groups) * height * width
