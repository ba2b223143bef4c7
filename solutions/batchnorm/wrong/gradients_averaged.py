"""The gradients of gamma and beta are means over the rows instead of sums.

A loss that is a mean has its 1/N in `grad` already. What does a parameter that all rows share get from each of them?

over: gradient_in_one_line
required:
    test_backward_by_hand
    test_gradients_of_scale_and_shift
    test_pytorch_has_these_gradients
"""


def batchnorm_backward(grad, cache):
    x_hat, std, gamma = cache
    n = len(grad)
    dbeta = grad.sum(axis=0)
    dgamma = (grad * x_hat).sum(axis=0)
    dx = gamma / std * (grad - dbeta / n - x_hat * dgamma / n)
    return dx, dgamma / n, dbeta / n
