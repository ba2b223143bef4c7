"""The maps are right, but computing them takes many times as long as it should.

A loop over all places is run by Python, one place at a time. The numbers of a kernel are far fewer than its places: what can be done for all places at once?

required:
    test_convolution_has_no_loop_over_places
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
    for i in range(out_h):
        for j in range(out_w):
            window = padded[:, i * stride : i * stride + h, j * stride : j * stride + w]
            maps[:, i, j] = (window * kernels).sum(axis=(1, 2, 3))
    return maps
