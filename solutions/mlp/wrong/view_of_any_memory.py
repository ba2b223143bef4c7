"""Tensors whose numbers do not lie in memory one row after another are not flattened.

A view can only be had where the numbers already are in the order asked for; after a transpose they are not.

required:
    test_any_images_are_flattened
"""


def flatten(x, n_axes=2):
    """Merge the last axes."""
    batch = x.shape[: x.ndim - n_axes]
    size = 1
    for n in x.shape[x.ndim - n_axes :]:
        size *= n
    return x.view(*batch, size)
