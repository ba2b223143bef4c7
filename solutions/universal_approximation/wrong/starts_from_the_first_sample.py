"""The staircase is at the wrong height altogether: `c` is the height of the first sample.

Left of all steps every tanh is -1, not 0. What is the sum there, and what should it be?

required:
    test_any_widths_are_drawn
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
        "v": np.diff(heights) / 2,
        "c": heights[0],
    }
