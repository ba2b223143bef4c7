"""Rows and columns at the end that fill no window are pooled as well, in a window that is cut.

The contract leaves them out. How many whole windows are there?

required:
    test_each_map_is_pooled_on_its_own
    test_pooling_is_torchs
    test_pooling_keeps_the_dtype
permitted:
    test_windows_may_overlap
"""


def max_pool(maps, size=2, stride=None):
    if stride is None:
        stride = size
    K, H, W = maps.shape
    output_size(H, size, stride), output_size(W, size, stride)
    out_h, out_w = -(-H // stride), -(-W // stride)
    pooled = np.zeros((K, out_h, out_w), dtype=maps.dtype)
    for i in range(out_h):
        for j in range(out_w):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled
