"""Only dense layers, convolutions and the like are counted; other parameters are not seen.

A model may hold parameters in a module you never heard of, or on its own. Ask the model for them, not its layers.

required:
    test_every_kind_of_parameter_is_counted
"""

from torch import nn


def count_parameters(model: nn.Module, *, trainable_only=False):
    """The numbers a model holds."""
    total, seen = 0, set()
    for layer in model.modules():
        if isinstance(layer, (nn.Linear, nn.Conv2d, nn.BatchNorm1d, nn.BatchNorm2d, nn.Embedding)):
            for p in layer.parameters():
                if id(p) not in seen and (p.requires_grad or not trainable_only):
                    seen.add(id(p))
                    total += p.numel()
    return total
