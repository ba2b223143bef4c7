"""All tensors are given the element size of the first parameter.

A model may mix types: a network in half precision with a last layer in float32, or an integer counter among floats.

required:
    test_each_tensor_has_its_own_element_size
    test_running_statistics_take_memory
    test_masks_take_memory
"""

from torch import nn


def memory_bytes(model: nn.Module):
    """Bytes of parameters and buffers."""
    size = next(model.parameters()).element_size()
    return size * sum(tensor.numel() for tensor in [*model.parameters(), *model.buffers()])
