"""With a padding the places are counted wrong: the zeros stand on both sides.

How many numbers are there to lie on in all? Count the places in the statement's table once more.

required:
    test_places_are_counted
    test_kernels_without_a_place_are_refused
    test_any_places_are_counted
"""


def output_size(size, kernel_size, stride=1, padding=0):
    if kernel_size < 1 or stride < 1:
        raise ValueError("no such kernel")
    room = size + padding - kernel_size
    if room < 0:
        raise ValueError("no place for the kernel")
    return room // stride + 1


def conv2d(image, kernels, stride=1, padding=0):
    C, H, W = image.shape
    K, kernel_channels, h, w = kernels.shape
    if kernel_channels != C:
        raise ValueError("as many channels as the image has are needed")
    if padding < 0:
        raise ValueError("negative padding")
    out_h = output_size(H + 2 * padding, h, stride)
    out_w = output_size(W + 2 * padding, w, stride)
    padded = np.zeros((C, H + 2 * padding, W + 2 * padding))
    padded[:, padding : padding + H, padding : padding + W] = image
    maps = np.zeros((K, out_h, out_w))
    for m in range(h):
        for n in range(w):
            pixels = padded[:, m : m + stride * out_h : stride, n : n + stride * out_w : stride]
            maps += np.tensordot(kernels[:, :, m, n], pixels, axes=1)
    return maps
