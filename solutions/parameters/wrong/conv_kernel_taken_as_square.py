"""Of the kernel size only the height is used, so every kernel is taken as a square.

A kernel size may be a pair: work out by hand how many weights a kernel 3 high and 7 wide has.

required:
    test_kernel_may_be_a_rectangle
    test_convolution_formula_agrees_with_a_live_layer
    test_convolution_refuses_empty_sizes
"""


def conv2d_parameters(in_channels, out_channels, kernel_size, *, groups=1, bias=True):
    """Kernels and biases of a convolution."""
    height = kernel_size[0] if isinstance(kernel_size, tuple) else kernel_size
    width = height
    if min(in_channels, out_channels, height, width, groups) < 1:
        raise ValueError("sizes must be at least 1")
    if in_channels % groups or out_channels % groups:
        raise ValueError("groups must divide the channels")
    weights = out_channels * (in_channels // groups) * height * width
    return weights + (out_channels if bias else 0)
