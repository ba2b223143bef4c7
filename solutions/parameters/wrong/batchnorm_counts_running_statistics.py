"""The running mean and variance of batch normalisation are counted as parameters.

They are measured while the data goes by; no gradient changes them. Which numbers of the layer are learned?

required:
    test_batchnorm_has_a_scale_and_a_shift_per_feature
    test_batchnorm_without_scale_and_shift_learns_nothing
    test_batchnorm_formula_agrees_with_a_live_layer
"""


def batchnorm_parameters(num_features, *, affine=True):
    """Scale and shift of a batch normalisation."""
    if num_features < 1:
        raise ValueError("sizes must be at least 1")
    return 4 * num_features if affine else 2 * num_features
