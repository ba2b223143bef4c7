"""Training does not scale and evaluation multiplies by `1 - p`. Dropout was first described like that; this exercise
wants inverted dropout.

Inverted dropout moves the scale from evaluation to training. What has to be left of dropout in evaluation?

unnamed: biases_as_one_more_row
required:
    test_kept_entries_are_scaled_up
    test_mean_is_kept
    test_evaluation_changes_nothing
    test_hidden_units_are_dropped_in_training
    test_evaluation_uses_every_unit
    test_thinned_networks_average_to_the_whole
    test_rate_and_scale_follow_p
    test_backward_may_follow_an_evaluation_pass
    test_average_over_masks_is_the_evaluation
"""


def dropout_forward(x, p, rng, training):
    """Drop entries in training."""
    if p < 0 or p >= 1:
        raise ValueError("p must be at least 0 and below 1")
    if training:
        mask = (rng.random(x.shape) >= p).astype(x.dtype)
    else:
        mask = np.full_like(x, 1 - p)
    return x * mask, mask
