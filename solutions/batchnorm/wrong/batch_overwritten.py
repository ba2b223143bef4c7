"""The mean is subtracted in the caller's array.

`x -= mean` writes into the array that was handed in. Make a new one.

over: gradient_in_one_line
required:
    test_batch_is_left_alone
    test_batches_of_any_kind
    test_layers_do_not_share
permitted:
    test_running_statistics_by_hand
    test_pytorchs_layer_goes_along
    test_running_statistics_settle
    test_momentum_is_the_share_of_the_new_batch
    test_hidden_layer_by_hand
    test_pytorchs_stack_goes_along
    test_backward_by_hand
    test_gradients_of_scale_and_shift
    test_gradient_of_the_batch
    test_shifting_a_column_changes_nothing
    test_cache_belongs_to_its_batch
    test_gradients_of_any_kind
    test_forward_by_hand
    test_columns_get_mean_zero_and_variance_one
    test_each_column_has_its_scale_and_shift
    test_column_that_never_changes_becomes_beta
"""


def batchnorm_forward(x, gamma, beta, *, eps=1e-5):
    if len(x) < 2:
        raise ValueError("batch normalisation needs at least two rows in training")
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    std = np.sqrt(var + eps)
    x -= mean
    x_hat = x / std
    out = gamma * x_hat + beta
    return out, (x_hat, std, gamma)
