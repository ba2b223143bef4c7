"""With a padding the maps are too small: zeros are missing on two of the four sides.

A padding of 1 makes an image of 4 rows one of 6. Which of them are the zeros?

required:
    test_padding_is_a_frame_of_zeros
    test_convolution_is_torchs
    test_edges_of_photographs_are_torchs
    test_senseless_convolutions_are_refused
"""


def conv2d(image, kernels, stride=1, padding=0):
    C, H, W = image.shape
    K, kernel_channels, h, w = kernels.shape
    if kernel_channels != C:
        raise ValueError("as many channels as the image has are needed")
    if padding < 0:
        raise ValueError("negative padding")
    out_h = output_size(H + padding, h, stride)
    out_w = output_size(W + padding, w, stride)
    padded = np.zeros((C, H + padding, W + padding))
    padded[:, padding : padding + H, padding : padding + W] = image
    maps = np.zeros((K, out_h, out_w))
    for m in range(h):
        for n in range(w):
            pixels = padded[:, m : m + stride * out_h : stride, n : n + stride * out_w : stride]
            maps += np.tensordot(kernels[:, :, m, n], pixels, axes=1)
    return maps
