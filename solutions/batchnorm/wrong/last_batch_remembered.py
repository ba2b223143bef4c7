"""`batchnorm_backward` looks at the batch of the last forward pass, whatever cache it is given.

A network has several such layers, and all go forward before the first goes back. What belongs into the cache?

required:
    test_cache_belongs_to_its_batch
"""

last = {}


def batchnorm_forward(x, gamma, beta, *, eps=1e-5):
    if len(x) < 2:
        raise ValueError("batch normalisation needs at least two rows in training")
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    std = np.sqrt(var + eps)
    x_hat = (x - mean) / std
    out = gamma * x_hat + beta
    last["batch"] = (x_hat, std, gamma)
    return out, None


def batchnorm_backward(grad, cache):
    x_hat, std, gamma = last["batch"]
    n = len(grad)
    dbeta = grad.sum(axis=0)
    dgamma = (grad * x_hat).sum(axis=0)
    dx = gamma / std * (grad - dbeta / n - x_hat * dgamma / n)
    return dx, dgamma, dbeta
