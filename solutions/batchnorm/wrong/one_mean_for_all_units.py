"""All units share one mean and one variance, taken over the whole batch at once.

A mean has shape (D,): one number for each column. What does `x.mean()` return without an axis?

over: gradient_in_one_line
required:
    test_columns_get_mean_zero_and_variance_one
    test_each_column_has_its_scale_and_shift
    test_pytorch_normalises_alike
    test_columns_far_from_zero
    test_batches_of_any_kind
    test_training_goes_by_the_batch
    test_pytorchs_layer_goes_along
    test_pytorchs_stack_goes_along
    test_gradient_of_the_batch
    test_gradients_of_scale_and_shift
    test_shifting_a_column_changes_nothing
    test_pytorch_has_these_gradients
    test_gradient_of_a_column_that_never_changes
    test_cache_belongs_to_its_batch
"""


def batchnorm_forward(x, gamma, beta, *, eps=1e-5):
    if len(x) < 2:
        raise ValueError("batch normalisation needs at least two rows in training")
    mean = x.mean()
    var = x.var()
    std = np.sqrt(var + eps)
    x_hat = (x - mean) / std
    out = gamma * x_hat + beta
    return out, (x_hat, std, gamma)
