"""The windows give their mean, not their largest number.

Average pooling is in use as well, but it is another layer. Which question does max pooling ask?

required:
    test_pooling_by_hand
    test_each_map_is_pooled_on_its_own
    test_windows_may_overlap
    test_pooling_is_torchs
    test_pooling_keeps_the_dtype
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
            pooled[:, i, j] = window.mean(axis=(1, 2))
    return pooled
