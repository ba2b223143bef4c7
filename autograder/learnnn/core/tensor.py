"""A torch tensor as the judge sees it, which does not import torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True, eq=False)
class Tensor:
    """A tensor by value: its numbers, and what torch says about it (`"float32"`, `"cpu"`)."""

    array: np.ndarray[Any, Any]
    dtype: str
    device: str = "cpu"
    requires_grad: bool = False

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(self.array.shape)
