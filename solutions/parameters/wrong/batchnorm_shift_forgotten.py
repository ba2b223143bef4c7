"""Batch normalisation has a scale per feature only: the shift is left out.

After normalising, each feature is multiplied by one learned number, and a second one is added.

required:
    test_batchnorm_has_a_scale_and_a_shift_per_feature
    test_batchnorm_formula_agrees_with_a_live_layer
"""


def batchnorm_parameters(num_features, *, affine=True):
    """Scale and shift of a batch normalisation."""
    if num_features < 1:
        raise ValueError("sizes must be at least 1")
    return num_features if affine else 0
