"""Buffers are left out: only the parameters are taken to need memory.

Running statistics, means and masks are not learned, but they are kept. What else does a module hold besides parameters?

required:
    test_buffers_take_memory_too
    test_running_statistics_take_memory
    test_masks_take_memory
"""

from torch import nn


def memory_bytes(model: nn.Module):
    """Bytes of parameters and buffers."""
    total = 0
    for tensor in model.parameters():
        total += tensor.numel() * tensor.element_size()
    return total
