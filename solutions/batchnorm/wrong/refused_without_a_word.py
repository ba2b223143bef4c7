"""A batch of one row is refused, but the error has no message.

Whoever meets this error has a batch that is too small and does not know it. Tell them.

over: gradient_in_one_line
required:
    test_one_row_is_refused
    test_empty_batches_are_refused_too
"""


def batchnorm_forward(x, gamma, beta, *, eps=1e-5):
    if len(x) < 2:
        raise ValueError
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    std = np.sqrt(var + eps)
    x_hat = (x - mean) / std
    out = gamma * x_hat + beta
    return out, (x_hat, std, gamma)
