"""The trial that `supported()` runs: exits with 0 where the phantom computes, differentiates and refuses as it should."""

from __future__ import annotations

import torch

from learnnn.worker.phantom import enable


def main() -> None:
    enable()
    layer = torch.nn.Linear(2, 1)
    weight = layer.weight
    layer.to("phantom")
    layer(torch.ones(3, 2, device="phantom")).sum().backward()
    is_right = layer.weight is weight and weight.grad.device.type == "phantom" and weight.grad.tolist() == [[3.0, 3.0]]
    raise SystemExit(0 if is_right and _refuses_a_mix() else 1)


def _refuses_a_mix() -> bool:
    try:
        torch.ones(2, device="phantom") + torch.ones(2)
    except RuntimeError as error:
        return "phantom:0 and cpu" in str(error)
    return False


if __name__ == "__main__":
    main()
