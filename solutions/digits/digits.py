"""Handwritten digits, from the bytes of a file to a network that reads them."""

import gzip
import math
from os import PathLike
from pathlib import Path

import numpy as np
import torch
from torch import nn

# The format's codes for kinds of numbers. In the file they are big-endian: the most significant byte comes first.
DTYPES = {0x08: "uint8", 0x09: "int8", 0x0B: "int16", 0x0C: "int32", 0x0D: "float32", 0x0E: "float64"}


def load_idx(path: str | PathLike[str]) -> np.ndarray:
    """The array in an IDX file; a file whose name ends in `.gz` holds it compressed by gzip.

    The file is two bytes of zero; one byte that is a key of `DTYPES`; one byte with the number of axes, n (1 to 32 for
    all files here); n sizes, each an unsigned big-endian integer of 4 bytes, which may be 0; and then the numbers, row
    by row, as many as the product of the sizes, and nothing behind them.

    The array has these sizes as its shape, the dtype that `DTYPES` names in this machine's own byte order (which is
    that of `np.dtype("int32")` and the like), and can be written to.

    Raises ValueError, with a message that contains the file's name, if the (uncompressed) content does not begin with
    two zeros and a known code, or ends too early, in its header or in its numbers, or goes on after the last number. A
    file that is not there, or whose compression is broken, raises what `open` and `gzip` raise.
    """
    path = Path(path)
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        content = file.read()
    magic = content[:4]
    if len(magic) < 4 or magic[:2] != b"\0\0" or magic[2] not in DTYPES:
        raise ValueError(f"{path}: this is no IDX file, it begins with {magic!r}")
    dtype, start = np.dtype(DTYPES[magic[2]]), 4 + 4 * magic[3]
    if len(content) < start:
        raise ValueError(f"{path}: the file ends in its header of {start} bytes")
    shape = tuple(int(size) for size in np.frombuffer(content[4:start], ">u4"))
    expected = start + math.prod(shape) * dtype.itemsize
    if len(content) != expected:
        raise ValueError(f"{path}: sizes {shape} of {dtype} need {expected} bytes, the file has {len(content)}")
    return np.frombuffer(content, dtype.newbyteorder(">"), offset=start).reshape(shape).astype(dtype)


def standardize(train: np.ndarray, test: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Both arrays, column by column in units of the training data: `(x - mean) / standard deviation`.

    `train` (N, ...) and `test` (M, ...) hold samples of the same shape, integers or floats of any width; N is at least
    1, M may be 0. A column is one entry of the samples, one pixel of all images, say. Its mean and its standard
    deviation, the root of the mean of `(x - mean) ** 2`, are those of the N training samples; `test` has no influence
    on them. Where all N values of a column are equal, 1 stands in for the standard deviation: such a column of `train`
    becomes 0, and that of `test` its difference from this value.

    The answers are new arrays of the same shapes, float32 or float64. `train` and `test` are not changed.
    """
    mean, deviation = train.mean(axis=0, dtype=np.float64), train.std(axis=0, dtype=np.float64)
    is_constant = train.max(axis=0) == train.min(axis=0)  # rounding may leave its deviation a little above 0
    scale = np.where(is_constant, 1.0, deviation)
    return (train - mean) / scale, (test - mean) / scale


def build_model(image_shape: tuple[int, int], n_classes: int) -> nn.Module:
    """A network that sorts images of this height and width (8 to 32 each) into `n_classes` (2 to 26) classes.

    It takes float32 images (N, h, w), and just as well their rows (N, h * w), with N from 1 up, and returns logits
    (N, n_classes): scores, not probabilities. In training mode N is at least 2. It is on the CPU and in training mode,
    has at most 500,000 parameters, all of them float32, and nothing is trained yet. What is in it is up to you.
    """
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(math.prod(image_shape), 128),
        nn.ReLU(),
        nn.Dropout(0.2),
        nn.Linear(128, n_classes),
    )


def train(
    model: nn.Module,
    images: np.ndarray,
    labels: np.ndarray,
    *,
    epochs: int,
    batch_size: int,
    rng: np.random.Generator,
    device: torch.device | str = "cpu",
) -> list[float]:
    """Train `model` on the images, and return the mean cross-entropy per sample in each epoch, a list of floats.

    `images` (N, ...) are integers or floats of any width, and go into the model as float32; `labels` (N,) are classes,
    integers of any width; N is at least 1, and neither array is changed. `model` is a module on the CPU whose
    parameters are float32 and have no gradients; it turns a batch of images into logits. `epochs` and `batch_size`
    are at least 1.

    In each epoch every sample goes through the model once, in training mode, in an order that `rng` draws anew for the
    epoch: `batch_size` samples at a time, and in the last batch those that are left. Each batch makes one backward pass
    and one step, along the gradient of its own mean cross-entropy. The optimizer and its settings are up to you: with
    your `build_model`, 10 epochs on 1200 of scikit-learn's digits in batches of 32 have to bring the loss to less than
    half of the first epoch's, and 92 % of other digits to be read rightly. All choices of chance come from `rng`: the
    same model, data and state of `rng` give the same weights, unless the model draws numbers of its own.

    The model and every batch are on `device` while they meet, and afterwards the model still is, in evaluation mode.
    The loss of an epoch counts each sample alike, as it fared just before its batch's step.
    """
    X = torch.tensor(images, dtype=torch.float32, device=device)
    y = torch.tensor(labels, dtype=torch.int64, device=device)
    model.to(device).train()
    optimizer, criterion = torch.optim.Adam(model.parameters(), lr=0.002), nn.CrossEntropyLoss()
    losses = []
    for _ in range(epochs):
        total = torch.zeros((), device=device)
        for batch in torch.tensor(rng.permutation(len(X)), device=device).split(batch_size):
            loss = criterion(model(X[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.detach() * len(batch)
        losses.append(total.item() / len(X))
    model.eval()
    return losses
