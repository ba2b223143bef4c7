"""The gradient of x lacks the factor gamma.

Between x and out stands a multiplication by gamma. What does the chain rule make of it?

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
    dx = 1 / std * (grad - dbeta / n - x_hat * dgamma / n)
    return dx, dgamma, dbeta
