"""Where the image holds bytes the maps are wrong: the sums are kept in the dtype of the image, and a byte ends at 255.

`np.uint8(200) + np.uint8(100)` is 44, and there are no negative bytes. What should the arrays of the computation hold?

required:
    test_photographs_hold_bytes
    test_convolution_takes_arrays_of_any_kind
"""


def conv2d(image, kernels, stride=1, padding=0):
    C, H, W = image.shape
    K, kernel_channels, h, w = kernels.shape
    if kernel_channels != C:
        raise ValueError("as many channels as the image has are needed")
    out_h = output_size(H, h, stride, padding)
    out_w = output_size(W, w, stride, padding)
    padded = np.zeros((C, H + 2 * padding, W + 2 * padding), dtype=image.dtype)
    padded[:, padding : padding + H, padding : padding + W] = image
    maps = np.zeros((K, out_h, out_w), dtype=image.dtype)
    for m in range(h):
        for n in range(w):
            pixels = padded[:, m : m + stride * out_h : stride, n : n + stride * out_w : stride]
            maps += np.tensordot(kernels[:, :, m, n], pixels, axes=1).astype(image.dtype)
    return maps
