"""The groups are ignored: each output channel looks at all input channels.

Draw 8 input channels in 4 groups. How many of them does one output channel see?

required:
    test_grouped_channels_look_at_their_own_group
    test_depthwise_convolution_agrees_with_a_live_layer
"""


def conv2d_parameters(in_channels, out_channels, kernel_size, *, groups=1, bias=True):
    """Kernels and biases of a convolution."""
    height, width = kernel_size if isinstance(kernel_size, tuple) else (kernel_size, kernel_size)
    if min(in_channels, out_channels, height, width, groups) < 1:
        raise ValueError("sizes must be at least 1")
    if in_channels % groups or out_channels % groups:
        raise ValueError("groups must divide the channels")
    weights = out_channels * in_channels * height * width
    return weights + (out_channels if bias else 0)
