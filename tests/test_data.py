"""Real data, and MNIST from a server in this process."""

from __future__ import annotations

import functools
import gzip
import hashlib
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from learnnn import data
from learnnn.core.errors import BridgeError, LearnnnError
from tests.conftest import Run

IMAGES = np.arange(3 * 784, dtype=np.uint32).astype(np.uint8).reshape(3, 28, 28)
LABELS = np.array([7, 0, 9], np.uint8)


def idx(array: np.ndarray) -> bytes:
    return bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">u4").tobytes() + array.tobytes()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where MNIST would be; nothing is there."""
    monkeypatch.setenv(data.FOLDER_SETTING, str(tmp_path / "data"))
    data.mnist.cache_clear()
    yield tmp_path / "data" / "mnist"
    data.mnist.cache_clear()


def put(folder: Path, part: str, images: bytes = idx(IMAGES), labels: bytes = idx(LABELS)) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{part}-images-idx3-ubyte").write_bytes(images)
    (folder / f"{part}-labels-idx1-ubyte.gz").write_bytes(gzip.compress(labels))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A server's folder with four packed files, whose checksums are the ones that are asked for."""
    served = tmp_path / "served"
    served.mkdir()
    sums = {}
    for name in data.MNIST_FILES:
        packed = gzip.compress(idx(IMAGES if "images" in name else LABELS))
        (served / f"{name}.gz").write_bytes(packed)
        sums[name] = hashlib.md5(packed).hexdigest()
    monkeypatch.setattr(data, "MNIST_FILES", sums)
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(served))
    monkeypatch.setattr(http.server.SimpleHTTPRequestHandler, "log_message", lambda *_: None)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv(data.MNIST_SITE_SETTING, f"http://127.0.0.1:{server.server_port}/")
        yield served
        server.shutdown()


def test_the_small_images_come_with_a_package() -> None:
    images, labels = data.digits()

    assert images.shape == (1797, 8, 8) and images.dtype == np.float32 and not images.flags.writeable
    assert images.min() == 0 and images.max() == 1
    assert sorted(set(labels[:100].tolist())) == list(range(10))  # the order is shuffled


def test_photographs_are_in_colour() -> None:
    found = data.photographs()

    assert {name: (image.shape, image.dtype) for name, image in found.items()} == {
        "china": ((427, 640, 3), np.uint8), "flower": ((427, 640, 3), np.uint8)
    }  # fmt: skip


def test_without_mnist_the_small_images_stand_in(folder: Path) -> None:
    x, y, x_test, y_test = data.handwritten(100, 50)

    assert x.shape == (100, 8, 8) and x_test.shape == (50, 8, 8) and len(y) == 100
    assert np.array_equal(np.concatenate([y, y_test]), data.digits()[1][:150])
    with pytest.raises(LearnnnError, match="MNIST is not here") as caught:
        data.mnist()
    assert "learnnn data mnist" in caught.value.next_step and str(folder) in caught.value.next_step


def test_mnist_is_used_where_it_is(folder: Path) -> None:
    put(folder, "t10k")
    put(folder, "train")

    x, y, x_test, y_test = data.handwritten(2, 4)

    assert x.shape == (2, 28, 28) and x.dtype == np.float32
    assert np.array_equal(x, IMAGES[:2] / np.float32(255))
    assert y.tolist() == [7, 0] and y_test.tolist() == [9, 7, 0, 9]
    assert np.array_equal(x_test[0], IMAGES[2] / np.float32(255))


@pytest.mark.parametrize(
    "broken",
    [idx(IMAGES)[:-1], idx(IMAGES) + b"\0", idx(LABELS), b"", idx(IMAGES)[:9]],
    ids=["cut", "long", "labels", "no", "head"],
)
def test_a_broken_file_is_named(folder: Path, broken: bytes) -> None:
    put(folder, "train", images=broken)

    with pytest.raises(LearnnnError, match="no whole IDX file of images") as caught:
        data.handwritten(2, 1)

    assert caught.value.path == folder / "train-images-idx3-ubyte"


def test_a_cut_archive_is_named(folder: Path) -> None:
    put(folder, "train")
    packed = folder / "train-labels-idx1-ubyte.gz"
    packed.write_bytes(packed.read_bytes()[:-9])

    with pytest.raises(LearnnnError, match="cannot be read"):
        data.mnist()


def test_mnist_is_fetched_once(folder: Path, site: Path) -> None:
    told: list[str] = []

    data.fetch_mnist(told.append)
    (site / "t10k-labels-idx1-ubyte.gz").unlink()
    data.fetch_mnist(told.append)

    assert len(data.mnist()[0]) == 6
    assert [line.split()[-1] for line in told] == ["fetched"] * 4 + ["there"] * 4


def test_another_file_is_refused_and_nothing_is_left(folder: Path, site: Path) -> None:
    (site / "train-images-idx3-ubyte.gz").write_bytes(b"<html>Please log in</html>")

    with pytest.raises(BridgeError, match="cannot be had") as caught:
        data.fetch_mnist(print)

    assert "copy its files into" in caught.value.next_step
    assert not list(folder.iterdir())


def test_without_a_network_it_is_said_what_to_do(folder: Path, learnnn: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(data.MNIST_SITE_SETTING, "http://127.0.0.1:9")

    ran = learnnn("data", "mnist", cwd=folder.parents[1])

    assert ran.code == 6
    assert "cannot be had from http://127.0.0.1:9" in ran.err and str(folder) in " ".join(ran.err.split())
    assert "Traceback" not in ran.err
