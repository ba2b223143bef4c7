"""The parameter tensors are counted, not the numbers in them.

A weight matrix is one tensor. How many numbers does it hold?

required:
    test_count_agrees_with_the_formula
    test_frozen_parameters_are_not_trainable
    test_tied_parameters_are_counted_once
    test_running_statistics_are_not_parameters
    test_frozen_parameters_are_still_parameters
    test_repeated_layer_is_counted_once
    test_every_kind_of_parameter_is_counted
"""

from torch import nn


def count_parameters(model: nn.Module, *, trainable_only=False):
    """The numbers a model holds."""
    parameters = model.parameters()
    if trainable_only:
        parameters = [p for p in parameters if p.requires_grad]
    return len(list(parameters))
