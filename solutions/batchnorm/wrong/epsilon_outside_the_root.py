"""The eps is added to the root of the variance instead of to the variance.

Where does eps stand in the formula: under the root, or beside it?

over: gradient_in_one_line
required:
    test_each_column_has_its_scale_and_shift
    test_pytorch_normalises_alike
    test_pytorch_has_these_gradients
    test_gradient_of_a_column_that_never_changes
permitted:
    test_training_goes_by_the_batch
    test_pytorchs_layer_goes_along
    test_pytorchs_stack_goes_along
    test_batches_of_any_kind
    test_gradient_of_the_batch
    test_gradients_of_scale_and_shift
    test_cache_belongs_to_its_batch
    test_columns_far_from_zero
"""


def batchnorm_forward(x, gamma, beta, *, eps=1e-5):
    if len(x) < 2:
        raise ValueError("batch normalisation needs at least two rows in training")
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    std = np.sqrt(var) + eps
    x_hat = (x - mean) / std
    out = gamma * x_hat + beta
    return out, (x_hat, std, gamma)
