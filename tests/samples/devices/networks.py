"""Small networks and data that the sample programs share; everything starts on the CPU."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

N_CLASSES = 5
Optimizer = Callable[..., torch.optim.Optimizer]


def vectors(n: int = 60) -> TensorDataset:
    """`n` vectors of 20 numbers with their classes."""
    return TensorDataset(torch.randn(n, 20), torch.randint(N_CLASSES, (n,)))


def images(n: int = 36) -> TensorDataset:
    """`n` images of 12 by 12 pixels with their classes."""
    return TensorDataset(torch.randn(n, 1, 12, 12), torch.randint(N_CLASSES, (n,)))


def sentences(n: int = 36) -> TensorDataset:
    """`n` sequences of 6 out of 30 words with their classes."""
    return TensorDataset(torch.randint(30, (n, 6)), torch.randint(N_CLASSES, (n,)))


def mlp() -> nn.Sequential:
    return nn.Sequential(nn.Linear(20, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Dropout(0.3), nn.Linear(16, N_CLASSES))


def cnn() -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(1, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(4, 6, 3, stride=2), nn.GroupNorm(2, 6), nn.GELU(), nn.Dropout2d(0.2),
        nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Linear(24, N_CLASSES),
    )  # fmt: skip


class Recurrent(nn.Module):
    """Reads a sentence word by word, both ways."""

    def __init__(self, kind: type[nn.RNNBase]) -> None:
        super().__init__()
        self.embedding = nn.Embedding(30, 8)
        self.cells = kind(8, 6, 2, batch_first=True, dropout=0.1, bidirectional=True)
        self.out = nn.Linear(12, N_CLASSES)

    def forward(self, words: Tensor) -> Tensor:
        states, _ = self.cells(self.embedding(words))  # (N, T, 12)
        return self.out(states.mean(1))


class Transformer(nn.Module):
    """Reads a sentence with causal attention; its positions are a buffer, which moves with the model."""

    positions: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(30, 16)
        self.layer = nn.TransformerEncoderLayer(16, 2, 32, dropout=0.1, batch_first=True)
        self.out = nn.Linear(16, N_CLASSES)
        self.register_buffer("positions", torch.linspace(-1, 1, 6)[:, None].expand(6, 16).clone())

    def forward(self, words: Tensor) -> Tensor:
        length = words.size(1)
        mask = torch.full((length, length), float("-inf"), device=words.device).triu(1)
        states = self.layer(self.embedding(words) + self.positions[:length], src_mask=mask)  # (N, T, 16)
        return self.out(states[:, -1])


def train(
    model: nn.Module, data: TensorDataset, device: torch.device, optimizer: Optimizer = torch.optim.SGD, *,
    epochs: int = 2, clip: float | None = None, loader: dict[str, Any] | None = None, **settings: Any,
) -> float:  # fmt: skip
    """A clean training loop: two transfers a batch, one read at the end. Returns the summed loss."""
    model.to(device).train()
    opt, total = optimizer(model.parameters(), **settings), torch.zeros((), device=device)
    for _ in range(epochs):
        for x, y in DataLoader(data, 12, shuffle=True, **(loader or {})):
            x, y = x.to(device, non_blocking=True), y.to(device, non_blocking=True)
            opt.zero_grad()
            loss = nn.functional.cross_entropy(model(x), y)
            loss.backward()
            if clip is not None:
                nn.utils.clip_grad_norm_(model.parameters(), clip)
            opt.step()
            total += loss.detach()
    return total.item()


@torch.no_grad()
def accuracy(model: nn.Module, data: TensorDataset, device: torch.device) -> float:
    model.to(device).eval()
    right = torch.zeros((), dtype=torch.long, device=device)
    for x, y in DataLoader(data, 12):
        right += (model(x.to(device)).argmax(1) == y.to(device)).sum()
    return right.item() / len(data)


def weights(model: nn.Module) -> list[Tensor]:
    return on_cpu(model.state_dict().values())


def on_cpu(tensors: Iterable[Tensor]) -> list[Tensor]:
    return [tensor.detach().cpu().clone() for tensor in tensors]
