"""Every number is taken to be 4 bytes long, whatever its type.

Only float32 and its kin take four bytes. A tensor can tell the size of one of its elements.

required:
    test_half_precision_takes_half_the_memory
    test_each_tensor_has_its_own_element_size
    test_running_statistics_take_memory
    test_masks_take_memory
"""

from torch import nn


def memory_bytes(model: nn.Module):
    """Bytes of parameters and buffers."""
    total = 0
    for tensor in [*model.parameters(), *model.buffers()]:
        total += tensor.numel() * 4
    return total
