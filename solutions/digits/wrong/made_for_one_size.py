"""The network takes images of 28 by 28 pixels only.

How many inputs does the first dense layer have, and who says so?

required:
    test_model_takes_images_and_rows
    test_model_gives_logits
    test_models_of_other_sizes
    test_digits_are_learned
permitted:
    test_handwriting_is_learned
"""

from torch import nn


def build_model(image_shape, n_classes):
    """A network with one hidden layer."""
    h, w = image_shape
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, 64),
        nn.ReLU(),
        nn.Linear(64, n_classes),
    )
