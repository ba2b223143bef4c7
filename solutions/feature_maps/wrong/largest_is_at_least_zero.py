"""Where all numbers of a window are negative the answer is 0: the search starts at 0, which is larger than all of them.

Which number is certainly not too large to start from?

required:
    test_pooling_by_hand
    test_pooling_is_torchs
permitted:
    test_each_map_is_pooled_on_its_own
"""


def max_pool(maps, size=2, stride=None):
    if stride is None:
        stride = size
    K, H, W = maps.shape
    out_h, out_w = output_size(H, size, stride), output_size(W, size, stride)
    pooled = np.zeros((K, out_h, out_w), dtype=maps.dtype)
    for i in range(out_h):
        for j in range(out_w):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max(axis=(1, 2), initial=0)
    return pooled
