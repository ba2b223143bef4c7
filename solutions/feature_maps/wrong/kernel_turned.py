"""The kernel is laid on upside down and mirrored: that is the convolution of mathematics, not that of networks.

Write down which number of the kernel meets the top left number of its window.

required:
    test_convolution_by_hand
    test_each_kernel_has_a_map
    test_stride_leaves_places_out
    test_padding_is_a_frame_of_zeros
    test_photographs_hold_bytes
    test_convolution_is_torchs
    test_edges_of_photographs_are_torchs
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
            maps += np.tensordot(kernels[:, :, h - 1 - m, w - 1 - n], pixels, axes=1)
    return maps
