"""Input and output channels are both divided by the number of groups: one group of them all is counted.

The layer has kernels for every output channel, whatever group it is in. Which of the two numbers shrinks?

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
    weights = (out_channels // groups) * (in_channels // groups) * height * width
    return weights + (out_channels if bias else 0)
