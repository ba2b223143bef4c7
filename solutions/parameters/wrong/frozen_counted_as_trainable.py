"""Frozen parameters are counted as trainable: `trainable_only` changes nothing.

A parameter knows whether it takes part in learning: which attribute of a tensor says so?

required:
    test_frozen_parameters_are_not_trainable
"""

from torch import nn


def count_parameters(model: nn.Module, *, trainable_only=False):
    """The numbers a model holds."""
    return sum(p.numel() for p in model.parameters())
