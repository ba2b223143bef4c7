"""The state dict is measured: tied tensors are in it twice, and some buffers not at all.

The question is what is in memory, not what would be saved. Ask the model for its parameters and its buffers.

required:
    test_tied_and_frozen_parameters_take_memory_once
    test_masks_take_memory
"""

from torch import nn


def memory_bytes(model: nn.Module):
    """Bytes of parameters and buffers."""
    total = 0
    for tensor in model.state_dict().values():
        total += tensor.numel() * tensor.element_size()
    return total
