"""The outputs are probabilities: for each image they add up to 1.

The cross-entropy of PyTorch wants logits, and applies the softmax itself. What does it make of a second one?

required:
    test_model_gives_logits
permitted:
    test_digits_are_learned
    test_handwriting_is_learned
"""

from torch import nn


def build_model(image_shape, n_classes):
    """A network with one hidden layer."""
    h, w = image_shape
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(h * w, 64),
        nn.ReLU(),
        nn.Linear(64, n_classes),
        nn.Softmax(dim=1),
    )
