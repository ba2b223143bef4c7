"""Real data for checks, pictures and benchmarks."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from learnnn.core.errors import BridgeError, LearnnnError

Images = NDArray[np.float32]
Labels = NDArray[np.int64]
_Array = TypeVar("_Array", bound=NDArray[Any])

FOLDER_SETTING = "LEARNNN_DATA"
MNIST_SITE = "https://ossci-datasets.s3.amazonaws.com/mnist/"  # the copy that torchvision fetches too
MNIST_SITE_SETTING = "LEARNNN_MNIST_SITE"  # for a copy in the local network
MNIST_FILES = {  # MD5, as torchvision has them
    "train-images-idx3-ubyte": "f68b3c2dcbeaaa9fbdd348bbdeb94873",
    "train-labels-idx1-ubyte": "d53e105ee54ea40749a09fcbcd1e9432",
    "t10k-images-idx3-ubyte": "9fb629c4189551a2d022fa330f9573f3",
    "t10k-labels-idx1-ubyte": "ec29112dd5afa0611ce80d1b7f02629c",
}
_SEED = 20260  # of the order in which the small images come
_HEADER = {"images": (2051, 16), "labels": (2049, 8)}  # the first four bytes of an IDX file, and where its data begin
_ANEW = "Delete it; `learnnn data mnist` fetches it again."


@cache
def digits() -> tuple[Images, Labels]:
    """Scikit-learn's handwritten figures in a fixed, shuffled order: images (1797, 8, 8) in 0..1, labels (1797,) in 0..9.

    All arrays of this module that are the same for every caller are read-only. Source: Alpaydin and Kaynak, Optical
    Recognition of Handwritten Digits, UCI, 1998.
    """
    from sklearn.datasets import load_digits

    found = load_digits()
    order = np.random.default_rng(_SEED).permutation(len(found.target))
    return _read_only((found.images[order] / 16).astype(np.float32)), _read_only(found.target[order].astype(np.int64))


@cache
def photographs() -> dict[str, NDArray[np.uint8]]:
    """Scikit-learn's two photographs, a temple (`china`) and a `flower`: (427, 640, 3) each, red, green and blue in 0..255."""
    from sklearn.datasets import load_sample_image

    return {name: _read_only(np.array(load_sample_image(f"{name}.jpg"))) for name in ("china", "flower")}


def handwritten(n_train: int, n_test: int) -> tuple[Images, Labels, Images, Labels]:
    """Images (N, h, w) in 0..1 and labels to train and to test with: MNIST's where its files are, else those of `digits`."""
    images, labels = mnist() if has_mnist() else digits()
    test = slice(n_train, n_train + n_test)
    return images[:n_train], labels[:n_train], images[test], labels[test]


def has_mnist() -> bool:
    """Whether at least one part of MNIST, images with their labels, lies in its folder."""
    return bool(_parts())


@cache
def mnist() -> tuple[Images, Labels]:
    """All of MNIST that lies in its folder: images (N, 28, 28) in 0..1, labels (N,); its training part comes first.

    Raises:
        LearnnnError: there is none, or a file is not what its name says.
    """
    if not (parts := _parts()):
        raise LearnnnError("MNIST is not here", path=_mnist_folder(), next_step=_how_to_get_it())
    images, labels = (
        np.concatenate([_read(_found(f"{part}-{kind}"), kind.split("-")[0]) for part in parts])
        for kind in ("images-idx3-ubyte", "labels-idx1-ubyte")
    )
    return _read_only(images.reshape(-1, 28, 28).astype(np.float32) / np.float32(255)), _read_only(
        labels.astype(np.int64)
    )


def folder() -> Path:
    """Where data is kept that comes with no package: $LEARNNN_DATA, or the user's own cache."""
    import platformdirs

    return Path(os.environ.get(FOLDER_SETTING) or platformdirs.user_cache_path("learnnn"))


def fetch_mnist(report: Callable[[str], None]) -> Path:
    """Put MNIST's four files into its folder, each checked against its MD5; those that are there stay.

    Raises:
        BridgeError: one cannot be had, or is not the file it should be. Says what to do by hand.
    """
    import pooch

    site = os.environ.get(MNIST_SITE_SETTING, MNIST_SITE).rstrip("/")
    pooch.get_logger().setLevel("ERROR")
    for name, md5 in MNIST_FILES.items():
        if _found(name) is not None:
            report(f"{name} is there")
            continue
        try:
            pooch.retrieve(f"{site}/{name}.gz", known_hash=f"md5:{md5}", fname=f"{name}.gz", path=_mnist_folder())
        except (OSError, ValueError) as error:  # it cannot be reached; it is another file
            raise BridgeError(f"{name}.gz cannot be had from {site}: {error}", next_step=_by_hand()) from error
        report(f"{name} was fetched")
    return _mnist_folder()


def _mnist_folder() -> Path:
    return folder() / "mnist"


def _how_to_get_it() -> str:
    return f"`learnnn data mnist` fetches it. {_by_hand()}"


def _by_hand() -> str:
    names = ", ".join(f"{name}.gz" for name in MNIST_FILES)
    return (
        f"Without a network, copy its files into {_mnist_folder()}, packed or not: {names}. "
        "Every exercise works without them, on scikit-learn's digits."
    )


def _parts() -> list[str]:
    """The parts of MNIST that are there with images and labels."""
    return [
        part
        for part in ("train", "t10k")
        if _found(f"{part}-images-idx3-ubyte") is not None and _found(f"{part}-labels-idx1-ubyte") is not None
    ]


def _found(name: str) -> Path | None:
    """That file of MNIST, packed or not."""
    return next((path for path in (_mnist_folder() / name, _mnist_folder() / f"{name}.gz") if path.is_file()), None)


def _read(path: Path | None, kind: str) -> NDArray[np.uint8]:
    """The bytes after an IDX file's header. Format: LeCun, Cortes and Burges, The MNIST database."""
    assert path is not None
    magic, start = _HEADER[kind]
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (OSError, EOFError) as error:
        raise LearnnnError(f"it cannot be read: {error}", path=path, next_step=_ANEW) from error
    is_whole = len(data) >= start and int.from_bytes(data[:4], "big") == magic
    if not is_whole or len(data) - start != np.frombuffer(data[4:start], ">u4").prod(dtype=np.int64):
        raise LearnnnError(f"this is no whole IDX file of {kind}", path=path, next_step=_ANEW)
    return np.frombuffer(data, np.uint8, offset=start)


def _read_only(array: _Array) -> _Array:
    array.setflags(write=False)
    return array
