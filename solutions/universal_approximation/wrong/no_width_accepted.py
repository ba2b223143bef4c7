"""A width of 0 or less does not raise ValueError.

Ask before anything is computed: what should become of a staircase without steps?

required:
    test_no_staircase_without_units
"""


def staircase(f: Curve, width: int, steepness: float) -> Network:
    """A network of `width` units that climbs along the curve `f` from x = 0 to x = 1, one step with each unit."""
    width = max(width, 1)
    samples = np.linspace(0, 1, width + 1)  # (H + 1,)
    heights = f(samples)
    return {
        "w": np.full(width, float(steepness)),
        "b": -steepness * (samples[:-1] + samples[1:]) / 2,
        "v": np.diff(heights) / 2,
        "c": (heights[0] + heights[-1]) / 2,
    }
