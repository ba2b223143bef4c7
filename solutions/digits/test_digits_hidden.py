"""Hidden checks of `digits`: files of any shape and damage, columns of any kind, other sizes and devices, chance."""

import math
import struct

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_equal, assert_inputs_unchanged, assert_raises, require, shape_of
from learnnn.data import handwritten

CODES = {"uint8": 0x08, "int8": 0x09, "int16": 0x0B, "int32": 0x0C, "float32": 0x0D, "float64": 0x0E}


def header_of(shape, dtype):
    return bytes([0, 0, CODES[dtype], len(shape)]) + struct.pack(f">{len(shape)}I", *shape)


def idx(array):
    """The content of a file with this array in it."""
    return header_of(array.shape, array.dtype.name) + array.astype(array.dtype.newbyteorder(">")).tobytes()


# -- load_idx ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def stage(needs_files, student):
    """The stage, where it can make files."""
    return student.stage


@pytest.mark.task("load_idx")
def test_any_array_is_read(student, stage, rng):
    """Arrays of one to six axes, some of length 0, of every kind of number and to its limits, are read and writable."""
    for n, dtype in enumerate(CODES):
        shapes = [tuple(rng.integers(1, 4, size=axes).tolist()) for axes in (1, 2 + n % 3, 6)]
        for shape in (*shapes, (0,), (2, 0, 3)):
            limits = np.finfo(dtype) if dtype.startswith("float") else np.iinfo(dtype)
            array = rng.choice(np.array([limits.min, limits.max, 0, 1, 77], dtype=dtype), size=shape)
            loaded = stage.load(student.load_idx, idx(array), f"numbers{'.gz' if len(shape) == 2 else ''}")
            assert_close(
                loaded["array"], array, what=f"the array of {dtype} of shape {shape}", rtol=0, atol=0, dtype=dtype
            )
            require(loaded["is_native"], f"The array of {dtype} is not in the byte order of this machine.")
            require(loaded["is_writable"], "The array cannot be written to.")


@pytest.mark.task("load_idx")
def test_all_damage_is_noticed(student, stage):
    """Wherever a file ends too early, whatever its sizes claim, and packed or not, it is a ValueError that names it."""
    content = idx(np.arange(4, dtype=np.int32).reshape(2, 2))  # 4 + 8 + 16 bytes
    half_as_long = [content[:n] for n in (0, 1, 3, 4, 6, 11, 12, 20, 24)]
    wrong = [b"\0\1" + content[2:], content[:2] + b"\x0f" + content[3:], content[:3] + b"\1" + content[4:], content * 2]
    # 2 ** 16 four times over is 0 where integers have 64 bits, and the last is more than any memory holds
    claims = [
        header_of((2**16,) * 4, "uint8"),
        header_of((2**31, 2**31, 4), "uint8"),
        header_of((2**32 - 1,) * 6, "float64"),
    ]
    for n, damaged in enumerate([*half_as_long, *wrong, *claims]):
        name = "some-numbers.gz" if n % 3 == 0 else "some-numbers"
        message = stage.complaint(student.load_idx, damaged, name)
        require(message is not None, "A damaged file is loaded without a ValueError.")
        require(name in message, "The message about a damaged file does not contain its name.")


@pytest.mark.task("load_idx")
def test_missing_file_is_not_found(student):
    """Where no file is, the FileNotFoundError of `open` is raised."""
    assert_raises(FileNotFoundError, student.stage.load_nothing, student.load_idx)


# -- standardize ------------------------------------------------------------------------------------------------------


def standardized(student, train, test):
    """What `standardize` returns, which is a pair of arrays."""
    answer = student.standardize(train, test)
    is_pair = isinstance(answer, tuple | list) and len(answer) == 2 and all(isinstance(a, np.ndarray) for a in answer)
    require(is_pair, f"`standardize` returned {shape_of(answer)}, expected a pair of arrays.")
    return answer


@pytest.mark.task("standardize")
def test_standardize_agrees_with_scikit_learn(student, rng):
    """Images, rows, and columns of any size and shift are standardized as scikit-learn's StandardScaler does."""
    from sklearn.preprocessing import StandardScaler

    scales, shifts = np.array([1e-3, 1.0, 1e3, 1e5]), np.array([0.0, 50.0, -1e3, 1e4])
    floats = rng.normal(size=(30, 5, 4)) * scales + shifts
    bytes_ = rng.integers(0, 256, size=(25, 3, 4)).astype(np.uint8)
    singles = rng.normal(3, 2, size=(20, 8)).astype(np.float32)
    wide = np.asfortranarray(rng.normal(size=(12, 6)))
    narrow = rng.integers(-128, 128, size=(40, 5)).astype(np.int8)
    for array in (floats, bytes_, singles, wide, narrow):
        train, test = array[: len(array) // 2], array[len(array) // 2 :]
        answer = standardized(student, train, test)
        scaler = StandardScaler().fit(train.reshape(len(train), -1).astype(np.float64))
        for part, given, name in zip(answer, (train, test), ("training", "test"), strict=True):
            expected = scaler.transform(given.reshape(len(given), -1).astype(np.float64)).reshape(given.shape)
            assert_close(part, expected, what=f"the {name} data", rtol=1e-4, atol=1e-5)
    assert_inputs_unchanged(student)


@pytest.mark.task("standardize")
def test_constant_columns_of_any_value(student):
    """A column of equal values is constant whatever they are, although rounding gives it a mean a little beside them."""
    values = np.array([0.1, -0.7, 1 / 3, 123.4, 0.0])
    for dtype in ("float64", "float32"):
        same, other = np.tile(values, (1000, 1)).astype(dtype), (values + 0.5)[None].astype(dtype)
        train, test = standardized(student, same, other)
        assert_close(train, np.zeros((1000, 5)), what="the training data", atol=1e-2)
        assert_close(test, np.full((1, 5), 0.5), what="the test data", rtol=1e-2)


@pytest.mark.task("standardize")
def test_few_samples(student, rng):
    """One training sample makes all columns constant, and there may be no test samples."""
    sample = rng.normal(size=(1, 2, 3))
    sample.setflags(write=False)
    train, test = standardized(student, sample, np.zeros((0, 2, 3)))

    assert_close(train, np.zeros((1, 2, 3)), what="the training data")
    assert_close(test, np.zeros((0, 2, 3)), what="the test data")


# -- build_model ------------------------------------------------------------------------------------------------------


@pytest.mark.task("build_model")
def test_models_of_other_sizes(student):
    """Images of any height and width and any number of classes have their model, of at most 500,000 parameters."""
    for shape, n_classes, n in (((28, 28), 10, 3), ((8, 17), 26, 1), ((32, 9), 2, 2), ((32, 32), 26, 2)):
        seen = student.stage.look_at(student.build_model, shape, n_classes, n)
        require(seen["is_module"], "`build_model` does not return an `nn.Module`.")
        assert_equal(seen["logits"].shape, (n, n_classes), what="the shape of the logits")
        assert_close(seen["of_rows"], seen["logits"], what="the array of logits for rows", rtol=1e-4, atol=1e-5)
        assert_equal(seen["is_training"], True, what="`model.training` of a fresh model")
        assert_equal(seen["kinds"], ["torch.float32 on cpu"], what="the list of kinds of parameters")
        require(seen["n_parameters"] <= 500_000, f"The model has {seen['n_parameters']} parameters.")


# -- train ------------------------------------------------------------------------------------------------------------


@pytest.mark.task("train")
def test_any_arrays_on_any_device(student, rng, device):
    """On every device, integers, wide floats and short labels are trained on, there, as float32 and whole numbers."""
    for image_dtype, label_dtype, n, batch_size in (
        ("uint8", "uint8", 11, 3),
        ("float64", "int32", 9, 9),
        ("float32", "int64", 6, 50),
        ("int64", "int8", 5, 1),
        ("float32", "int16", 1, 4),
    ):
        table, labels = rng.normal(0, 3, size=(n, 4)).astype(np.float32), rng.integers(4, size=n).astype(label_dtype)
        images = np.arange(n).reshape(n, 1).astype(image_dtype)
        images.setflags(write=False)
        seen = student.stage.watch(
            student.train, table, images, labels, device, epochs=3, batch_size=batch_size, seed=int(rng.integers(99))
        )
        sizes = [min(batch_size, n - start) for start in range(0, n, batch_size)]
        batches = seen["batches"]
        assert_equal([len(batch["rows"]) for batch in batches], sizes * 3, what="the list of batch sizes")
        require(
            all(batch["dtype"] == "torch.float32" for batch in batches), "The model got images that are not float32."
        )
        here = [device.value] * 2
        require(all(batch["devices"] == here for batch in batches), "The model and its images are not on the device.")
        assert_equal([seen["device"], seen["is_training"]], [device.value, False], what="the model's device and mode")
        require(seen["is_unchanged"], "The images or the labels were changed.")
        scores = table.astype(np.float64)
        loss = float((np.log(np.exp(scores).sum(axis=1)) - scores[np.arange(n), labels]).mean())
        assert_close(seen["losses"], [loss] * 3, what="the list of losses", rtol=1e-4)


@pytest.mark.task("train")
def test_chance_comes_from_rng(student, rng):
    """The same model, data and generator give the same weights; another generator gives others."""
    images, labels = rng.normal(size=(40, 6)).astype(np.float32), rng.integers(10, size=40)

    first, again, other = student.stage.weights_after(student.train, images, labels, [1, 1, 2])

    assert_close(again, first, what="the array of weights in a second training", rtol=1e-5, atol=1e-7)
    require(not np.allclose(other, first, rtol=1e-5, atol=1e-7), "Another generator gives the same weights.")
    require(float(np.ptp(first)) > 0, "The training changes no weights.")


@pytest.mark.task("train")
def test_handwriting_is_learned(student):
    """After 10 epochs on 600 handwritten digits the model reads at least 70 % of 300 others rightly, and most of its own."""
    images, labels, test_images, test_labels = handwritten(600, 300)
    images, test_images = (np.round(part * 255).astype(np.uint8) for part in (images, test_images))

    parts = (images, labels.astype(np.uint8)), (test_images, test_labels)
    learned = student.stage.learn(student.standardize, student.build_model, student.train, *parts)

    # right ones have 84 % and more on MNIST and 95 % on scikit-learn's digits; who guesses, 10 %
    require(learned["accuracy"] >= 0.7, f"The accuracy on digits that it never saw is {learned['accuracy']:.3f}.")
    losses = learned["losses"]
    is_list = isinstance(losses, list) and len(losses) == 10 and all(isinstance(n, float | np.floating) for n in losses)
    require(is_list, f"`train` returned {shape_of(losses)}, expected a list of ten floats.")
    require(losses[-1] < math.log(10) / 3, f"The loss at the end is {losses[-1]:.3f}.")
