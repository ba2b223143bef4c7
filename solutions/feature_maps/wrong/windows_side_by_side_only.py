"""The windows begin `size` apart, whatever the stride.

What is `stride` where it is not None?

required:
    test_windows_may_overlap
    test_pooling_is_torchs
    test_windows_without_a_place_are_refused
"""


def max_pool(maps, size=2, stride=None):
    stride = size
    K, H, W = maps.shape
    out_h, out_w = output_size(H, size, stride), output_size(W, size, stride)
    pooled = np.zeros((K, out_h, out_w), dtype=maps.dtype)
    for i in range(out_h):
        for j in range(out_w):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled
