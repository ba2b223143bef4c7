"""The models whose parameters are counted: all small, because what they hold matters here, not what they compute."""

from collections import OrderedDict
from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn


def dense(n_in: int, n_out: int, *, bias: bool = True) -> nn.Linear:
    """One dense layer."""
    return nn.Linear(n_in, n_out, bias=bias)


def conv2d(
    in_channels: int, out_channels: int, kernel_size: int | tuple[int, int], *, groups: int = 1, bias: bool = True
) -> nn.Conv2d:
    """One convolution over images."""
    return nn.Conv2d(in_channels, out_channels, kernel_size, groups=groups, bias=bias)


def batchnorm(num_features: int, *, affine: bool = True) -> nn.BatchNorm1d:
    """One batch normalisation, which also keeps running statistics."""
    return nn.BatchNorm1d(num_features, affine=affine)


def mlp(layer_sizes: Sequence[int], *, bias: bool = True) -> nn.Sequential:
    """Dense layers, the modules 0, 2, 4 and so on, with a ReLU between each two."""
    layers: list[nn.Module] = []
    for n_in, n_out in pairwise(layer_sizes):
        layers += [nn.Linear(n_in, n_out, bias=bias), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def frozen_body(layer_sizes: Sequence[int]) -> nn.Sequential:
    """An MLP of which only the last layer still learns, as when a trained network is reused for a new task."""
    model = mlp(layer_sizes)
    for layer in model[:-1]:
        layer.requires_grad_(False)
    return model


def nested(layer_sizes: Sequence[int]) -> nn.Sequential:
    """An MLP in named parts: a body of all layers but the last, and a head."""
    *hidden, n_out = layer_sizes
    return nn.Sequential(OrderedDict(body=mlp(hidden), activation=nn.ReLU(), head=nn.Linear(hidden[-1], n_out)))


def convnet() -> nn.Sequential:
    """A convolution with batch normalisation and a dense layer, for 8x8 images of one channel."""
    return nn.Sequential(
        nn.Conv2d(1, 4, 3, bias=False),  # (N, 4, 6, 6)
        nn.BatchNorm2d(4),
        nn.ReLU(),
        nn.Flatten(),  # (N, 144)
        nn.Linear(144, 10),
    )


def mixed_precision(layer_sizes: Sequence[int]) -> nn.Sequential:
    """An MLP in half precision whose last layer stays in float32."""
    model = mlp(layer_sizes).half()
    model[-1].float()
    return model


def half_precision(layer_sizes: Sequence[int]) -> nn.Sequential:
    """An MLP whose numbers all take two bytes."""
    return mlp(layer_sizes).half()


def repeated(width: int, *, times: int) -> nn.Sequential:
    """One dense layer, applied several times in a row."""
    layer = nn.Linear(width, width)
    return nn.Sequential(*[layer] * times)


class WordModel(nn.Module):
    """Scores the next word; its output layer is tied to the embedding, whose table it uses (Press and Wolf, 2017)."""

    def __init__(self, n_words: int, width: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(n_words, width)
        self.output = nn.Linear(width, n_words)
        self.output.weight = self.embedding.weight

    def forward(self, words: Tensor) -> Tensor:
        return self.output(self.embedding(words))


class GatedBlock(nn.Module):
    """`x + gate * body(x)`: layers inside layers, and a scalar parameter that belongs to no layer."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.gate = nn.Parameter(torch.zeros(()))
        self.body = nn.Sequential(nn.Linear(width, width, bias=False), nn.BatchNorm1d(width), nn.ReLU())

    def forward(self, x: Tensor) -> Tensor:
        return x + self.gate * self.body(x)


class Standardized(nn.Module):
    """A dense layer on standardised inputs; the training set's mean and deviation are buffers (float32)."""

    def __init__(self, n_in: int, n_out: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(n_in))
        self.register_buffer("deviation", torch.ones(n_in))
        self.dense = nn.Linear(n_in, n_out)

    def forward(self, x: Tensor) -> Tensor:
        return self.dense((x - self.mean) / self.deviation)


class CausalMask(nn.Module):
    """Hides later positions. Its mask of booleans is a buffer that checkpoints leave out."""

    def __init__(self, length: int) -> None:
        super().__init__()
        self.register_buffer("mask", torch.ones(length, length, dtype=torch.bool).triu(1), persistent=False)

    def forward(self, scores: Tensor) -> Tensor:
        return scores.masked_fill(self.mask, -torch.inf)


def gated_network(width: int, n_out: int) -> nn.Sequential:
    """A gated block and a dense layer."""
    return nn.Sequential(GatedBlock(width), nn.Linear(width, n_out))


def frozen_word_model(n_words: int, width: int) -> WordModel:
    """A word model whose one table, tied as it is, no longer learns."""
    model = WordModel(n_words, width)
    model.embedding.requires_grad_(False)
    return model


def masked(n_in: int, length: int) -> nn.Sequential:
    """A dense layer followed by a causal mask."""
    return nn.Sequential(nn.Linear(n_in, length), CausalMask(length))
