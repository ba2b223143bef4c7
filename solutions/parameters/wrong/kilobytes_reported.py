"""The memory is given in kilobytes, not in bytes.

Read the unit in the name of the function. Dividing also turns a count into a float.

required:
    test_float32_takes_four_bytes
    test_half_precision_takes_half_the_memory
    test_buffers_take_memory_too
    test_each_tensor_has_its_own_element_size
    test_running_statistics_take_memory
    test_tied_and_frozen_parameters_take_memory_once
    test_masks_take_memory
"""

from torch import nn


def memory_bytes(model: nn.Module):
    """Bytes of parameters and buffers."""
    total = 0
    for tensor in [*model.parameters(), *model.buffers()]:
        total += tensor.numel() * tensor.element_size()
    return total / 1024
