"""Every step of the staircase is twice as high as the samples ask for.

From far left to far right, by how much does tanh climb? And v tanh?

required:
    test_steps_and_losses
    test_any_widths_are_drawn
    test_each_network_is_drawn_after_training
    test_error_falls_with_width
    test_error_is_at_most_half_a_step
    test_error_is_the_largest_distance
    test_errors_are_in_the_order_of_the_widths
    test_fits_of_any_size
    test_plateaus_are_at_the_samples
    test_staircase_by_hand
    test_staircase_of_any_curve
    test_training_begins_at_the_staircase
"""


def staircase(f: Curve, width: int, steepness: float) -> Network:
    """A network of `width` units that climbs along the curve `f` from x = 0 to x = 1, one step with each unit."""
    if width < 1:
        raise ValueError("a network has at least one unit")
    samples = np.linspace(0, 1, width + 1)  # (H + 1,)
    heights = f(samples)
    return {
        "w": np.full(width, float(steepness)),
        "b": -steepness * (samples[:-1] + samples[1:]) / 2,
        "v": np.diff(heights),
        "c": (heights[0] + heights[-1]) / 2,
    }
