"""The channels do not all count: the map is not the sum of what the kernel finds in each of them.

A kernel is a block with a layer for each channel. How many numbers of the image does it lie on, for two channels and 3 by 3?

required:
    test_channels_are_added
    test_each_kernel_has_a_map
    test_stride_leaves_places_out
    test_photographs_hold_bytes
    test_convolution_is_torchs
    test_convolution_takes_arrays_of_any_kind
"""


def conv2d(image, kernels, stride=1, padding=0):
    C, H, W = image.shape
    K, kernel_channels, h, w = kernels.shape
    if kernel_channels != C:
        raise ValueError("as many channels as the image has are needed")
    out_h = output_size(H, h, stride, padding)
    out_w = output_size(W, w, stride, padding)
    padded = np.zeros((C, H + 2 * padding, W + 2 * padding))
    padded[:, padding : padding + H, padding : padding + W] = image
    maps = np.zeros((K, out_h, out_w))
    for m in range(h):
        for n in range(w):
            pixels = padded[:, m : m + stride * out_h : stride, n : n + stride * out_w : stride]
            maps += kernels[:, 0, m, n].reshape(-1, 1, 1) * pixels[0]
    return maps
