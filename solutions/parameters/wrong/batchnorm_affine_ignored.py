"""Scale and shift are counted even when batch normalisation is told to go without them.

Follow the argument `affine` through the function: where does it change the result?

required:
    test_batchnorm_without_scale_and_shift_learns_nothing
    test_batchnorm_formula_agrees_with_a_live_layer
"""


def batchnorm_parameters(num_features, *, affine=True):
    """Scale and shift of a batch normalisation."""
    if num_features < 1:
        raise ValueError("sizes must be at least 1")
    return 2 * num_features
