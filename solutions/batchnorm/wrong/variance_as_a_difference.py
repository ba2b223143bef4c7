"""The variance is computed as the mean of the squares minus the square of the mean, which loses all digits for
columns far from zero.

Two numbers around 10¹² that differ by 1 have four digits left for the difference. Subtract the mean first, then
square.

over: gradient_in_one_line
required:
    test_columns_far_from_zero
"""


def batchnorm_forward(x, gamma, beta, *, eps=1e-5):
    if len(x) < 2:
        raise ValueError("batch normalisation needs at least two rows in training")
    mean = x.mean(axis=0)
    var = np.maximum((x**2).mean(axis=0) - mean**2, 0)
    std = np.sqrt(var + eps)
    x_hat = (x - mean) / std
    out = gamma * x_hat + beta
    return out, (x_hat, std, gamma)
