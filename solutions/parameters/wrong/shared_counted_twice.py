"""A parameter that is used in several places is counted in each of them.

Two names, one tensor: sharing it, or applying a layer again, makes no new numbers. Count each tensor once.

required:
    test_tied_parameters_are_counted_once
    test_repeated_layer_is_counted_once
"""

from torch import nn


def count_parameters(model: nn.Module, *, trainable_only=False):
    """The numbers a model holds."""
    total = 0
    for _, p in model.named_parameters(remove_duplicate=False):
        if p.requires_grad or not trainable_only:
            total += p.numel()
    return total
