"""A batch of one row is normalised by itself: every answer is beta, and nobody is told.

What are the mean and the variance of a single row? Raise ValueError before anything is computed.

over: gradient_in_one_line
required:
    test_one_row_is_refused
    test_empty_batches_are_refused_too
    test_refused_batch_leaves_no_trace
"""


def batchnorm_forward(x, gamma, beta, *, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    std = np.sqrt(var + eps)
    x_hat = (x - mean) / std
    out = gamma * x_hat + beta
    return out, (x_hat, std, gamma)
