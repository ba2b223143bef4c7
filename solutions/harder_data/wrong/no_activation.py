"""Two dense layers follow each other without a ReLU.

Two dense layers without a bend are one. What stands between them?

over: record_by_record
required:
    test_layers_are_in_their_order
    test_any_image_shape_fits
"""

from torch import nn


def build_network(kind, image_shape, n_classes):
    """One of three."""
    n = image_shape[0] * image_shape[1] * image_shape[2]
    if kind == "one-layer":
        return nn.Sequential(nn.Flatten(), nn.Linear(n, n_classes))
    if kind == "two-layer":
        return nn.Sequential(nn.Flatten(), nn.Linear(n, 64), nn.Linear(64, n_classes))
    if kind == "convolution":
        return Convolution(image_shape, n_classes)
    raise ValueError(kind)
