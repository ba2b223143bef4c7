"""The convolution has one flat kernel per output channel: its input channels are left out.

A kernel over a colour image has a layer of weights for red, one for green and one for blue.

required:
    test_convolution_looks_at_all_input_channels
    test_kernel_may_be_a_rectangle
    test_grouped_channels_look_at_their_own_group
    test_convolution_formula_agrees_with_a_live_layer
"""


def conv2d_parameters(in_channels, out_channels, kernel_size, *, groups=1, bias=True):
    """Kernels and biases of a convolution."""
    height, width = kernel_size if isinstance(kernel_size, tuple) else (kernel_size, kernel_size)
    if min(in_channels, out_channels, height, width, groups) < 1:
        raise ValueError("sizes must be at least 1")
    if in_channels % groups or out_channels % groups:
        raise ValueError("groups must divide the channels")
    weights = out_channels * height * width
    return weights + (out_channels if bias else 0)
