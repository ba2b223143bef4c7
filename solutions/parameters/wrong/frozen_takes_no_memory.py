"""Frozen parameters are left out of the memory.

A frozen parameter is used in every forward pass: where would it be, if not in memory?

required:
    test_tied_and_frozen_parameters_take_memory_once
"""

from torch import nn


def memory_bytes(model: nn.Module):
    """Bytes of parameters and buffers."""
    total = 0
    for p in model.parameters():
        if p.requires_grad:
            total += p.numel() * p.element_size()
    for buffer in model.buffers():
        total += buffer.numel() * buffer.element_size()
    return total
