"""Public checks of `digits`: small files, columns worked out by hand, a model that keeps a diary, and real digits."""

import struct
from itertools import pairwise

import numpy as np
import pytest

from learnnn.checks import assert_as_fast, assert_close, assert_equal, require, shape_of
from learnnn.data import digits

CODES = {"uint8": 0x08, "int8": 0x09, "int16": 0x0B, "int32": 0x0C, "float32": 0x0D, "float64": 0x0E}


def idx(array):
    """The content of a file with this array in it."""
    header = bytes([0, 0, CODES[array.dtype.name], array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape)
    return header + array.astype(array.dtype.newbyteorder(">")).tobytes()


# -- load_idx ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def stage(needs_files, student):
    """The stage, where it can make files."""
    return student.stage


@pytest.mark.task("load_idx")
def test_labels_by_hand(student, stage):
    """The eleven bytes of the statement's example are the labels 5, 0 and 4, as uint8."""
    content = bytes([0, 0, 8, 1, 0, 0, 0, 3, 5, 0, 4])

    loaded = stage.load(student.load_idx, content, "labels-idx1-ubyte", as_text=True)

    assert_equal(loaded["array"], np.array([5, 0, 4], dtype=np.uint8), what="the array in the file")


@pytest.mark.task("load_idx")
def test_images_have_three_axes(student, stage, rng):
    """A file of two images of 3 by 4 pixels is an array of shape (2, 3, 4), row by row."""
    images = rng.integers(256, size=(2, 3, 4)).astype(np.uint8)

    loaded = stage.load(student.load_idx, idx(images), "images-idx3-ubyte")

    assert_equal(loaded["array"], images, what="the array in the file")


@pytest.mark.task("load_idx")
def test_compressed_files_are_read(student, stage, rng):
    """A file whose name ends in `.gz` is decompressed; the path may be a text or a `Path`."""
    images = rng.integers(256, size=(2, 3, 4)).astype(np.uint8)

    for as_text in (True, False):
        loaded = stage.load(student.load_idx, idx(images), "images-idx3-ubyte.gz", as_text=as_text)
        assert_equal(loaded["array"], images, what="the array in the file")


@pytest.mark.task("load_idx")
def test_every_kind_of_number_is_read(student, stage):
    """Each of the six codes gives its own dtype, and numbers of several bytes have the most significant byte first."""
    for name in CODES:
        array = np.array([[1, 2], [100, 3]], dtype=name)
        loaded = stage.load(student.load_idx, idx(array), f"numbers-{name}")
        assert_close(loaded["array"], array, what=f"the array of {name}", dtype=name)
        require(loaded["is_native"], f"The array of {name} is not in the byte order of this machine.")


@pytest.mark.task("load_idx")
def test_damaged_files_are_refused(student, stage):
    """A wrong beginning, an unknown code, a byte too few and a byte too many are a ValueError that names the file."""
    content = idx(np.arange(6, dtype=np.int16).reshape(2, 3))
    for damage, damaged in (
        ("does not begin with two zeros", b"\x01" + content[1:]),
        ("has an unknown code", content[:2] + b"\x0a" + content[3:]),
        ("ends one byte too early", content[:-1]),
        ("goes on for one byte too many", content + b"\0"),
    ):
        message = stage.complaint(student.load_idx, damaged, "some-numbers")
        require(message is not None, f"A file that {damage} is loaded without a ValueError.")
        require("some-numbers" in message, f"The message about a file that {damage} does not contain its name.")


# -- standardize ------------------------------------------------------------------------------------------------------


def standardized(student, train, test):
    """What `standardize` returns, which is a pair of arrays."""
    answer = student.standardize(train, test)
    is_pair = isinstance(answer, tuple | list) and len(answer) == 2 and all(isinstance(a, np.ndarray) for a in answer)
    require(is_pair, f"`standardize` returned {shape_of(answer)}, expected a pair of arrays.")
    return answer


@pytest.mark.task("standardize")
def test_standardize_by_hand(student):
    """The training values 1, 3 and 8 have the mean 4 and the deviation sqrt(26/3); a test value of 10 is 2.038."""
    train, test = standardized(student, np.array([[1.0], [3.0], [8.0]]), np.array([[10.0]]))

    deviation = np.sqrt(26 / 3)
    assert_close(train, np.array([[-3.0], [-1.0], [4.0]]) / deviation, what="the training data")
    assert_close(test, np.array([[6.0]]) / deviation, what="the test data")


@pytest.mark.task("standardize")
def test_nothing_leaks_from_the_test_data(student, rng):
    """Other test data leave the training data as they are, and a test sample stays the same in any company."""
    train, test = rng.normal(5, 3, size=(20, 4)), rng.normal(size=(6, 4))
    alone = standardized(student, train, test[:1])
    together = standardized(student, train, test)

    assert_equal(together[1].shape, (6, 4), what="the shape of the test data")
    assert_close(together[0], alone[0], what="the training data with other test data")
    assert_close(together[1][:1], alone[1], what="the test sample in company")
    assert_close(together[0], (train - train.mean(axis=0)) / train.std(axis=0), what="the training data")


@pytest.mark.task("standardize")
def test_constant_columns_are_not_blown_up(student):
    """A pixel that was 0 in all training images becomes 0, and in a test image where it is 7 it becomes 7."""
    train, test = standardized(student, np.array([[0, 1], [0, 3]], np.uint8), np.array([[7, 2]], np.uint8))

    assert_close(train, np.array([[0.0, -1.0], [0.0, 1.0]]), what="the training data")
    assert_close(test, np.array([[7.0, 0.0]]), what="the test data")


# -- build_model ------------------------------------------------------------------------------------------------------


@pytest.mark.task("build_model")
def test_model_takes_images_and_rows(student):
    """Images of 8 by 8 give ten logits each, and their rows of 64 numbers give the same."""
    seen = student.stage.look_at(student.build_model, (8, 8), 10, 5)

    require(seen["is_module"], "`build_model` does not return an `nn.Module`.")
    assert_equal(seen["logits"].shape, (5, 10), what="the shape of the logits")
    assert_close(seen["of_rows"], seen["logits"], what="the array of logits for rows", rtol=1e-4, atol=1e-5)


@pytest.mark.task("build_model")
def test_model_gives_logits(student):
    """What comes out are scores of any sign and sum, no probabilities, and they depend on the image."""
    seen = student.stage.look_at(student.build_model, (8, 8), 10, 5)

    require(seen["is_module"], "`build_model` does not return an `nn.Module`.")
    logits = seen["logits"]
    assert_equal(logits.shape, (5, 10), what="the shape of the logits")
    require(not np.allclose(logits.sum(axis=-1), 1), "The outputs for each image add up to 1, as probabilities do.")
    require(bool(np.all(np.ptp(logits, axis=0) > 0)), "The outputs are the same for all images.")


# -- train ------------------------------------------------------------------------------------------------------------


def numbered(n):
    """Images (n, 2, 2) whose first pixel is their number."""
    images = np.zeros((n, 2, 2), dtype=np.float32)
    images[:, 0, 0] = np.arange(n)
    return images


def watch(student, rng, n=10, **settings):
    """A training of the model with the diary: what happened, the table of its logits, and the labels."""
    table, labels = rng.normal(0, 3, size=(n, 3)).astype(np.float32), rng.integers(3, size=n)
    settings = {"epochs": 2, "batch_size": 4, "seed": 3} | settings
    return student.stage.watch(student.train, table, numbered(n), labels, **settings), table, labels


def losses_of(table, labels):
    """The cross-entropy of each sample."""
    table = table.astype(np.float64)
    return np.log(np.exp(table).sum(axis=1)) - table[np.arange(len(labels)), labels]


@pytest.mark.task("train")
def test_every_sample_comes_once_an_epoch(student, rng):
    """Ten samples in batches of 4 make batches of 4, 4 and 2 in each epoch, and each sample is in one of them."""
    batches = watch(student, rng)[0]["batches"]

    sizes = [len(batch["rows"]) for batch in batches]
    assert_equal(sizes, [4, 4, 2, 4, 4, 2], what="the list of batch sizes that the model saw")
    rows = [row for batch in batches for row in batch["rows"]]
    for epoch in (rows[:10], rows[10:]):
        assert_equal(sorted(epoch), list(range(10)), what="the sorted list of samples in an epoch")


@pytest.mark.task("train")
def test_order_is_drawn_anew(student, rng):
    """The samples come in another order in each epoch, and not in that of the array."""
    batches = watch(student, rng, n=40, batch_size=8)[0]["batches"]

    rows = [row for batch in batches for row in batch["rows"]]
    require(len(rows) == 80, f"In two epochs of 40 samples {len(rows)} samples go through the model.")
    require(rows[:40] != list(range(40)), "The samples come in the order of the array.")  # by chance: 1 in 40!
    require(rows[:40] != rows[40:], "The samples come in the same order in both epochs.")


@pytest.mark.task("train")
def test_loss_is_a_mean_per_sample(student, rng):
    """The loss of an epoch is the mean cross-entropy over its samples, each with its own label: a list of floats."""
    seen, table, labels = watch(student, rng)

    expected = float(losses_of(table, labels).mean())
    assert_close(seen["losses"], [expected, expected], what="the list of losses", rtol=1e-5)


@pytest.mark.task("train")
def test_steps_follow_their_own_batch(student, rng):
    """For each batch there is one backward pass, which leaves the gradient of this batch alone, and one step."""
    seen, table, labels = watch(student, rng)
    batches = seen["batches"]

    shares = np.exp(table) / np.exp(table).sum(axis=1, keepdims=True)
    slopes = shares[:, 0] - (labels == 0)  # of each sample's loss in the bias of class 0
    expected = [float(slopes[batch["rows"]].mean()) for batch in batches]
    assert_close(seen["gradients"], expected, what="the list of gradients", rtol=1e-4, atol=1e-6)
    biases = [*(batch["bias"] for batch in batches), seen["bias"]]
    n_steps = sum(before != after for before, after in pairwise(biases))
    assert_equal(n_steps, 6, what="the number of steps for six batches")


@pytest.mark.task("train")
def test_modes_are_right(student, rng):
    """The model is in training mode in every forward pass, and in evaluation mode afterwards."""
    seen, _, _ = watch(student, rng)

    modes = [batch["is_training"] for batch in seen["batches"]]
    require(bool(modes) and all(modes), "The model is not in training mode in every forward pass.")
    assert_equal(seen["is_training"], False, what="`model.training` after the training")


def require_losses(losses, epochs=10):
    """They are a list with a number for each epoch."""
    is_list = isinstance(losses, list) and all(isinstance(n, float | np.floating) for n in losses)
    require(
        is_list and len(losses) == epochs, f"`train` returned {shape_of(losses)}, expected a list of {epochs} floats."
    )


@pytest.mark.task("train")
@pytest.mark.weight(2)
def test_digits_are_learned(student):
    """After 10 epochs on 1200 real digits your model reads at least 92 % of 597 others rightly."""
    images, labels = digits()
    images = np.round(images * 16).astype(np.uint8)

    parts = (images[:1200], labels[:1200]), (images[1200:], labels[1200:])
    learned = student.stage.learn(student.standardize, student.build_model, student.train, *parts)

    require(learned["accuracy"] >= 0.92, f"The accuracy on digits that it never saw is {learned['accuracy']:.3f}.")
    losses = learned["losses"]
    require_losses(losses)
    require(losses[-1] < losses[0] / 2, f"The loss falls only from {losses[0]:.3f} to {losses[-1]:.3f}.")


@pytest.mark.task("train")
@pytest.mark.timing
def test_batches_are_trained_on_whole(student, reference):
    """An epoch takes at most six times the reference's computing time: batches go through the model whole."""

    def work(module, rng):
        workload = module.stage.Workload(int(rng.integers(1 << 20)))
        return lambda: workload.run(module.train)

    def agree(losses, expected):
        require_losses(losses, epochs=2)
        assert_close(losses[:1], expected[:1], what="the loss of the first epoch", rtol=1e-3)
        require(losses[1] != losses[0], "The first epoch changes nothing.")

    assert_as_fast(student, reference, work, at_most=6, agree=agree)
