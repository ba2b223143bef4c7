"""The gradient of x treats the mean and the variance of the batch as fixed numbers.

An entry moves its own normalised value, and the mean and spread of its column too. What happens to all rows if one
grows?

over: gradient_in_one_line
required:
    test_backward_by_hand
    test_gradient_of_the_batch
    test_pytorch_has_these_gradients
    test_gradient_of_a_column_that_never_changes
    test_cache_belongs_to_its_batch
    test_shifting_a_column_changes_nothing
"""


def batchnorm_backward(grad, cache):
    x_hat, std, gamma = cache
    n = len(grad)
    dbeta = grad.sum(axis=0)
    dgamma = (grad * x_hat).sum(axis=0)
    dx = gamma / std * grad
    return dx, dgamma, dbeta
