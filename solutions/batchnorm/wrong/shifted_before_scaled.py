"""The shift beta is added before the scale, so that gamma multiplies it, too.

In the statement's column 1 becomes 6 · 1 + 1 = 7. Which of the two comes last?

over: gradient_in_one_line
required:
    test_forward_by_hand
    test_each_column_has_its_scale_and_shift
    test_column_that_never_changes_becomes_beta
    test_pytorch_normalises_alike
    test_columns_far_from_zero
    test_batches_of_any_kind
    test_running_statistics_by_hand
    test_training_goes_by_the_batch
    test_pytorchs_layer_goes_along
    test_hidden_layer_by_hand
    test_pytorchs_stack_goes_along
"""


def batchnorm_forward(x, gamma, beta, *, eps=1e-5):
    if len(x) < 2:
        raise ValueError("batch normalisation needs at least two rows in training")
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    std = np.sqrt(var + eps)
    x_hat = (x - mean) / std
    out = gamma * (x_hat + beta)
    return out, (x_hat, std, gamma)
