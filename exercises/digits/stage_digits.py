"""Course code beside the functions: files to load, a look at models, a model that keeps a diary, and whole trainings."""

import gzip
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn


def load(load_idx: Callable[..., Any], content: bytes, name: str, *, as_text: bool = False) -> dict[str, Any]:
    """What `load_idx` makes of a file with this content and name, which is compressed if the name says so."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
        array = load_idx(str(path) if as_text else path)
    is_array = isinstance(array, np.ndarray)
    return {
        "array": array,
        "is_native": is_array and array.dtype.isnative,
        "is_writable": is_array and array.flags.writeable,
    }


def complaint(load_idx: Callable[..., Any], content: bytes, name: str) -> str | None:
    """The message of the ValueError that `load_idx` raises for this file; None if it raises nothing."""
    try:
        load(load_idx, content, name)
    except ValueError as error:
        return str(error)
    return None


def load_nothing(load_idx: Callable[..., Any]) -> Any:
    """What `load_idx` makes of a path where no file is."""
    return load_idx(os.path.join(os.sep, "no-such-folder", "nothing"))


def look_at(build_model: Callable[..., Any], image_shape: tuple[int, int], n_classes: int, n: int) -> dict[str, Any]:
    """What a fresh model is, and what it makes of `n` random images and of their rows."""
    torch.manual_seed(0)
    model = build_model(image_shape, n_classes)
    if not isinstance(model, nn.Module):
        return {"is_module": False}
    parameters = list(model.parameters())
    seen = {
        "is_module": True,
        "is_training": model.training,
        "n_parameters": sum(parameter.numel() for parameter in parameters),
        "kinds": sorted({f"{parameter.dtype} on {parameter.device}" for parameter in parameters}),
    }
    images = torch.randn(n, *image_shape)
    model.eval()
    with torch.no_grad():
        return {**seen, "logits": _numbers(model(images)), "of_rows": _numbers(model(images.reshape(n, -1)))}


class Watched(nn.Module):
    """A model whose logits for a sample stand in a table, in the row that the sample's first number says.

    So whatever the optimizer does, the loss of a sample is known. It has one parameter, which does not change the logits
    but gets the gradient that a bias of class 0 would get.
    """

    def __init__(self, table: np.ndarray) -> None:
        super().__init__()
        self.register_buffer("table", torch.tensor(table, dtype=torch.float32))  # (N, C)
        self.bias = nn.Parameter(torch.zeros(()))
        self.batches: list[dict[str, Any]] = []  # what each forward pass was given, and how the model was then
        self.gradients: list[float] = []  # what stood in `.grad` after each backward pass

    def forward(self, X: Tensor) -> Tensor:
        if not self.batches:  # not before, since a module may be moved
            self.bias.register_post_accumulate_grad_hook(lambda bias: self.gradients.append(bias.grad.item()))
        rows = X.reshape(len(X), -1)[:, 0].long()
        self.batches.append(
            {
                "rows": rows.tolist(),
                "dtype": str(X.dtype),
                "devices": [X.device.type, self.bias.device.type],
                "is_training": self.training,
                "bias": self.bias.item(),
            }
        )
        of_class_0 = torch.zeros_like(self.table[0])
        of_class_0[0] = 1
        return self.table[rows] + (self.bias - self.bias.detach()) * of_class_0


def watch(
    train: Callable[..., Any],
    table: np.ndarray,
    images: np.ndarray,
    labels: np.ndarray,
    device: torch.device | str = "cpu",
    *,
    epochs: int,
    batch_size: int,
    seed: int,
) -> dict[str, Any]:
    """What `train` returns, what its model has seen meanwhile, and how it left it."""
    model, rng = Watched(table), np.random.default_rng(seed)
    before = images.copy(), labels.copy()
    losses = train(model, images, labels, epochs=epochs, batch_size=batch_size, rng=rng, device=device)
    return {
        "losses": losses,
        "batches": model.batches,
        "gradients": model.gradients,
        "bias": model.bias.item(),
        "is_training": model.training,
        "device": model.bias.device.type,
        "is_unchanged": np.array_equal(before[0], images) and np.array_equal(before[1], labels),
    }


def weights_after(train: Callable[..., Any], images: np.ndarray, labels: np.ndarray, seeds: list[int]) -> list[np.ndarray]:
    """The weights of a dense layer, always the same at first, after trainings with generators of these seeds."""
    weights = []
    for seed in seeds:
        model = nn.Linear(images.shape[1], 10)
        with torch.no_grad():
            model.weight.fill_(0.01)
            model.bias.zero_()
        train(model, images, labels, epochs=2, batch_size=8, rng=np.random.default_rng(seed))
        weights.append(_numbers(model.weight))
    return weights


def learn(
    standardize: Callable[..., Any],
    build_model: Callable[..., Any],
    train: Callable[..., Any],
    train_data: tuple[np.ndarray, np.ndarray],
    test_data: tuple[np.ndarray, np.ndarray],
) -> dict[str, Any]:
    """The whole way from images to a trained model: its accuracy on the test images, and the losses on the way."""
    torch.manual_seed(0)
    images, test_images = standardize(train_data[0], test_data[0])
    model = build_model(train_data[0].shape[1:], 10)
    losses = train(model, images, train_data[1], epochs=10, batch_size=32, rng=np.random.default_rng(0), device="cpu")
    model.eval()
    with torch.no_grad():
        logits = model(torch.tensor(np.asarray(test_images), dtype=torch.float32))  # (M, 10)
    is_right = logits.argmax(dim=1).numpy() == test_data[1]
    return {"accuracy": float(is_right.mean()), "losses": losses}


class Workload:
    """Enough work for a clock: a network that is large for its few batches, with weights drawn by the seed."""

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self._images = rng.normal(size=(512, 784)).astype(np.float32)
        self._labels = rng.integers(10, size=512)
        self._model = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10))
        with torch.no_grad():
            for parameter in self._model.parameters():
                parameter.copy_(torch.from_numpy(rng.normal(scale=0.05, size=parameter.shape)))
        self._rng = rng

    def run(self, train: Callable[..., Any]) -> list[float]:
        """The losses of two epochs of one batch each. The first is that of the weights drawn, whatever the optimizer does."""
        return train(self._model, self._images, self._labels, epochs=2, batch_size=512, rng=self._rng, device="cpu")


def _numbers(tensor: Tensor) -> np.ndarray:
    return tensor.detach().cpu().numpy().copy()
