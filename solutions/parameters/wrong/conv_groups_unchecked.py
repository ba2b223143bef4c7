"""Groups that do not divide the channels are accepted: the division rounds down and channels get lost.

Whole-number division never complains. Check that both numbers of channels can be split evenly, else raise ValueError.

required:
    test_groups_divide_the_channels
"""


def conv2d_parameters(in_channels, out_channels, kernel_size, *, groups=1, bias=True):
    """Kernels and biases of a convolution."""
    height, width = kernel_size if isinstance(kernel_size, tuple) else (kernel_size, kernel_size)
    if min(in_channels, out_channels, height, width, groups) < 1:
        raise ValueError("sizes must be at least 1")
    weights = out_channels * (in_channels // groups) * height * width
    return weights + (out_channels if bias else 0)
