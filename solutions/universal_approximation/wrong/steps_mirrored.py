"""The steps are at negative x: the sign of `b` is turned around.

A unit is half-way up where w x + b = 0. Solve this for b.

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
    test_training_improves_the_staircase
"""


def staircase(f: Curve, width: int, steepness: float) -> Network:
    """A network of `width` units that climbs along the curve `f` from x = 0 to x = 1, one step with each unit."""
    if width < 1:
        raise ValueError("a network has at least one unit")
    samples = np.linspace(0, 1, width + 1)  # (H + 1,)
    heights = f(samples)
    return {
        "w": np.full(width, float(steepness)),
        "b": steepness * (samples[:-1] + samples[1:]) / 2,
        "v": np.diff(heights) / 2,
        "c": (heights[0] + heights[-1]) / 2,
    }
