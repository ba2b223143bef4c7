"""Each row is normalised over its units instead of each unit over the batch.

That is another method, layer normalisation. Every unit has a mean of its own, over the rows of the batch: which axis
goes?

over: gradient_in_one_line
required:
    test_forward_by_hand
    test_columns_get_mean_zero_and_variance_one
    test_each_column_has_its_scale_and_shift
    test_pytorch_normalises_alike
    test_columns_far_from_zero
    test_batches_of_any_kind
    test_running_statistics_by_hand
    test_training_goes_by_the_batch
    test_pytorchs_layer_goes_along
    test_hidden_layer_by_hand
    test_pytorchs_stack_goes_along
    test_backward_by_hand
    test_gradient_of_the_batch
    test_pytorch_has_these_gradients
    test_gradient_of_a_column_that_never_changes
    test_cache_belongs_to_its_batch
    test_gradients_of_scale_and_shift
    test_shifting_a_column_changes_nothing
permitted:
    test_column_that_never_changes_becomes_beta
"""


def batchnorm_forward(x, gamma, beta, *, eps=1e-5):
    if len(x) < 2:
        raise ValueError("batch normalisation needs at least two rows in training")
    mean = x.mean(axis=1, keepdims=True)
    var = x.var(axis=1, keepdims=True)
    std = np.sqrt(var + eps)
    x_hat = (x - mean) / std
    out = gamma * x_hat + beta
    return out, (x_hat, std, gamma)
