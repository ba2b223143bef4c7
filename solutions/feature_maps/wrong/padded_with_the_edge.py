"""The frame around the image holds other numbers than zeros: near the border the maps are wrong.

`np.pad` has many modes. Which of them does the contract ask for?

required:
    test_padding_is_a_frame_of_zeros
    test_convolution_is_torchs
    test_edges_of_photographs_are_torchs
    test_convolution_takes_arrays_of_any_kind
    test_senseless_convolutions_are_refused
"""


def conv2d(image, kernels, stride=1, padding=0):
    C, H, W = image.shape
    K, kernel_channels, h, w = kernels.shape
    if kernel_channels != C:
        raise ValueError("as many channels as the image has are needed")
    out_h = output_size(H, h, stride, padding)
    out_w = output_size(W, w, stride, padding)
    padded = np.pad(image.astype(float), ((0, 0), (padding, padding), (padding, padding)), mode="edge")
    maps = np.zeros((K, out_h, out_w))
    for m in range(h):
        for n in range(w):
            pixels = padded[:, m : m + stride * out_h : stride, n : n + stride * out_w : stride]
            maps += np.tensordot(kernels[:, :, m, n], pixels, axes=1)
    return maps
