"""Everything after the first axis is merged: a single image is not flattened at all, and a second batch axis is lost.

Count the axes that are to be merged from the end. What should become of an image of shape (2, 3)?

required:
    test_batch_axes_stay
    test_any_images_are_flattened
"""


def flatten(x, n_axes=2):
    """Merge the last axes."""
    return x.flatten(start_dim=1)
