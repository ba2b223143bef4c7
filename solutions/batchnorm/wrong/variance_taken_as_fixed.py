"""The gradient of x goes through the mean of the batch, but not through its variance.

If the largest entry of a column grows, the spread grows as well and brings all rows closer to 0. Which term says so?

over: gradient_in_one_line
required:
    test_backward_by_hand
    test_gradient_of_the_batch
    test_pytorch_has_these_gradients
    test_gradient_of_a_column_that_never_changes
    test_cache_belongs_to_its_batch
"""


def batchnorm_backward(grad, cache):
    x_hat, std, gamma = cache
    n = len(grad)
    dbeta = grad.sum(axis=0)
    dgamma = (grad * x_hat).sum(axis=0)
    dx = gamma / std * (grad - dbeta / n)
    return dx, dgamma, dbeta
