"""The gradient of gamma is computed with the answer of the layer instead of the normalised batch.

What is gamma multiplied by on the way forward: x, the normalised x, or out?

required:
    test_backward_by_hand
    test_gradients_of_scale_and_shift
    test_pytorch_has_these_gradients
"""


def batchnorm_forward(x, gamma, beta, *, eps=1e-5):
    if len(x) < 2:
        raise ValueError("batch normalisation needs at least two rows in training")
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    std = np.sqrt(var + eps)
    x_hat = (x - mean) / std
    out = gamma * x_hat + beta
    return out, (x_hat, std, gamma, out)


def batchnorm_backward(grad, cache):
    x_hat, std, gamma, out = cache
    n = len(grad)
    dbeta = grad.sum(axis=0)
    dgamma = (grad * x_hat).sum(axis=0)
    dx = gamma / std * (grad - dbeta / n - x_hat * dgamma / n)
    return dx, (grad * out).sum(axis=0), dbeta
