"""Hidden checks of `harder_data`: other files, classes of any size and name, other shapes, and an honest comparison."""

from typing import Any

import numpy as np
import pytest

from learnnn.checks import (
    assert_close,
    assert_equal,
    assert_inputs_unchanged,
    assert_raises,
    plain,
    require,
    shape_of,
)

KINDS = ("one-layer", "two-layer", "convolution")
RECORD = 3073


# -- load_cifar_batch -------------------------------------------------------------------------------------------------


@pytest.mark.task("load_cifar_batch")
@pytest.mark.parametrize("n", [1, 7])
def test_any_file_is_read(student, needs_files, rng, n):
    """Every byte of a file becomes the pixel it stands for, whether the path is text or a `Path`."""
    records = rng.integers(256, size=(n, RECORD), dtype=np.uint8)
    records[:, 0] = rng.integers(10, size=n)
    path = student.stage.write_file("data_batch.bin", records.tobytes())
    for given in (path, student.stage.path_of(path)):
        images, labels = pair(student.load_cifar_batch(given))

        expected = records[:, 1:].reshape(n, 3, 32, 32) / np.float32(255)
        assert_close(images, expected, what="the array of images", dtype="float32")
        assert_equal(labels, records[:, 0].astype(np.int64), what="the array of labels")


@pytest.mark.task("load_cifar_batch")
def test_refusals_say_what_is_wrong(student, needs_files):
    """The message names the file and its length, or the first wrong label and the number of its picture."""
    records = np.zeros((6, RECORD), dtype=np.uint8)
    records[:, 0] = (9, 0, 9, 200, 12, 255)
    cases = (
        ("short.bin", records[:2].tobytes()[:-17], ("6129",)),
        ("long.bin", records[:2].tobytes() + b"\0", ("6147",)),
        ("nothing.bin", b"", ("0",)),
        ("pictures.bin", records.tobytes(), ("3", "200")),
    )  # of the last, the number of the first wrong picture, counted from 0, and its label
    for name, content, numbers in cases:
        message = student.stage.refusal(student.load_cifar_batch, student.stage.write_file(name, content))
        require(message is not None, "No ValueError was raised where one is due.")
        told = message.replace(",", "").replace(str(RECORD), "")
        missing = [part for part in (name, *numbers) if part not in told]
        require(not missing, f"The message does not contain {' and '.join(missing)}.", evidence=message)


@pytest.mark.task("load_cifar_batch")
def test_missing_file_is_not_found(student, needs_files):
    """A file that is not there raises FileNotFoundError."""
    path = student.stage.write_file("here.bin", b"")

    assert_raises(FileNotFoundError, student.load_cifar_batch, f"{path}.gz")


# -- explained_by_means -----------------------------------------------------------------------------------------------


@pytest.mark.task("explained_by_means")
@pytest.mark.parametrize("shape", [(40,), (40, 5), (30, 2, 4, 3)])
def test_share_is_that_of_a_regression(student, rng, shape):
    """The share is the R² of the best prediction of the pixels from the class, for classes of any size and name."""
    names = np.array([-3, 0, 11, 12])
    labels = rng.choice(names, size=shape[0], p=[0.1, 0.2, 0.3, 0.4])
    images = rng.normal(size=shape) + 0.1 * labels.reshape(-1, *[1] * (len(shape) - 1)) + 20
    share = student.explained_by_means(images, labels)

    one_hot = (labels[:, None] == names).astype(float)  # (N, 4)
    pixels = images.reshape(len(images), -1)
    predicted = one_hot @ np.linalg.lstsq(one_hot, pixels, rcond=None)[0]
    expected = 1 - np.square(pixels - predicted).sum() / np.square(pixels - pixels.mean(axis=0)).sum()
    assert_close(share, expected, what="the share", rtol=1e-6)
    require(isinstance(share, float), f"The share is {shape_of(share)}, expected a float.")


@pytest.mark.task("explained_by_means")
def test_bytes_do_not_overflow(student, rng):
    """Images of bytes, read-only or not contiguous, float32 and a large offset: the share is the same."""
    images, labels = rng.integers(256, size=(50, 3, 4, 4), dtype=np.uint8), rng.integers(2, size=50)
    images[labels == 1] //= 2
    images.setflags(write=False)
    kinds = (images, images[::-1].copy()[::-1], images.astype(np.float32) + np.float32(1000), images.astype(np.float64))
    shares = [student.explained_by_means(kind, labels) for kind in kinds]

    means = np.array([images[labels == label].mean(axis=0) for label in labels])
    total = np.square(images - images.mean(axis=0)).sum()
    expected = float(np.square(means - images.mean(axis=0)).sum() / total)
    assert_close(shares, [expected] * 4, what="the list of shares", rtol=1e-6)
    assert_inputs_unchanged(student)


@pytest.mark.task("explained_by_means")
def test_share_needs_labelled_images(student):
    """No images, or fewer labels than images, raise ValueError; one image alone has a share of 0."""
    for images, labels in ((np.zeros((0, 3)), np.zeros(0, dtype=int)), (np.zeros((3, 2)), np.zeros(2, dtype=int))):
        assert_raises(ValueError, student.explained_by_means, images, labels)
    share = student.explained_by_means(np.ones((1, 2, 2)), np.array([4]))
    assert_close(share, 0.0, what="the share of one image")


# -- build_network ----------------------------------------------------------------------------------------------------


@pytest.mark.task("build_network")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", [(1, 4, 4), (3, 11, 6), (3, 32, 32)])
def test_any_image_shape_fits(student, reference, rng, kind, shape):
    """Other sizes, odd ones and oblong ones too, give the scores that the contract's layers give."""
    images = rng.normal(size=(2, *shape)).astype(np.float32)

    scores, expected = (
        module.stage.scores(module.stage.set_parameters(module.build_network(kind, shape, 3), 2), images)
        for module in (student, reference)
    )
    require(hasattr(scores, "array"), f"The network answered {shape_of(scores)}, expected a tensor.")
    assert_close(scores.array, expected.array, what=f"the array of scores of {kind!r}", rtol=1e-3, atol=1e-4)


@pytest.mark.task("build_network")
def test_networks_start_at_random(student):
    """Two networks of a kind start with other weights, each within the bounds that PyTorch draws from."""
    for kind in KINDS:
        first, second = (student.stage.parameters(student.build_network(kind, (1, 8, 8), 10)) for _ in range(2))

        for one, other in zip(first[::2], second[::2], strict=True):
            require(not np.array_equal(one, other), f"Two networks of the kind {kind!r} have the same weights.")
            bound = np.prod(one.shape[1:]) ** -0.5  # uniform in -bound..bound: a spread below a third has no chance
            is_usual = np.abs(one).max() <= bound * 1.0001 and one.std() > bound / 3
            require(is_usual, f"Weights of {kind!r} are not drawn as PyTorch draws them.")


# -- train_network and accuracy ---------------------------------------------------------------------------------------


@pytest.mark.task("train_network")
def test_any_batches_are_trained_on(student, reference):
    """Batches of one, a last batch of one, batches larger than the data, float64 and read-only arrays: all as expected."""
    rng = np.random.default_rng(31)  # always the same: Adam's first step magnifies the rounding of a gradient near 0
    images, labels = rng.normal(size=(9, 2, 4, 3)), rng.integers(4, size=9).astype(np.int32)
    images.setflags(write=False)
    labels.setflags(write=False)
    for batch_size, epochs in ((1, 1), (4, 2), (50, 3)):
        settings = {"epochs": epochs, "batch_size": batch_size, "lr": 0.01}
        losses, weights = trained(student, images, labels, **settings)

        expected_losses, expected = trained(reference, images, labels, **settings)
        require(isinstance(losses, list), f"`train_network` returned {shape_of(losses)}, expected a list.")
        require(all(isinstance(loss, float) for loss in losses), "A loss is not a Python float.")
        assert_close(losses, expected_losses, what="the list of losses", rtol=1e-4)
        assert_close(weights, expected, what="the list of parameters", rtol=1e-3, atol=1e-5)
    assert_inputs_unchanged(student)


@pytest.mark.task("train_network")
def test_network_trains_in_training_mode(student):
    """The network is in training mode while it trains, also if it was not before."""
    network = student.stage.Watched()
    network.eval()
    settings = {"epochs": 2, "batch_size": 2, "lr": 0.01}
    losses = student.train_network(network, np.ones((3, 1, 2, 2), dtype=np.float32), np.zeros(3, dtype=int), **settings)

    require(isinstance(losses, list) and len(losses) == 2, f"The answer for two epochs is {shape_of(losses)}.")
    assert_equal(network.in_training, [True] * 4, what="the mode in each forward pass")


@pytest.mark.task("accuracy")
def test_accuracy_is_measured_in_evaluation_mode(student, rng):
    """The network answers in evaluation mode and is afterwards in the mode it was in, whichever that was."""
    answers = rng.integers(3, size=40)
    labels = np.where(rng.uniform(size=40) < 0.6, answers, (answers + 1) % 3)
    images = np.full((40, 1, 1, 3), -1.0)
    images[np.arange(40), 0, 0, answers] = 0.5
    for is_training in (True, False):
        network = student.stage.Fixed(3)
        network.train(is_training)
        fraction = student.accuracy(network, images, labels)
        recorded, mode = network.recorded, network.training

        assert_close(fraction, float(np.mean(answers == labels)), what="the accuracy")
        assert_equal(mode, is_training, what="`training` after the measurement")
        require(not any(recorded), "Gradients were recorded while the network answered.")


# -- compare_networks -------------------------------------------------------------------------------------------------


def bright(rng: Any, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Easy images (N, 1, 4, 5): which half is bright tells the class, 0 or 1; and there are two classes more."""
    labels = rng.integers(2, size=n)
    images = rng.uniform(0, 0.2, size=(n, 1, 4, 5))
    for image, label in zip(images, labels, strict=True):
        image[0, 2 * label : 2 * label + 2] += 0.8
    return images.astype(np.float32), labels


@pytest.mark.task("compare_networks")
def test_accuracy_is_that_on_the_test_images(student, rng):
    """Each network learns from `train` alone and is measured on `test`: with all labels there wrong, it is never right."""
    train, (images, labels) = bright(rng, 60), bright(rng, 30)
    settings = {"n_classes": 4, "epochs": 12, "batch_size": 15, "lr": 0.02, "seed": 3}
    right = student.compare_networks(train, (images, labels), **settings)
    wrong = student.compare_networks(train, (images, 1 - labels), **settings)

    for answer, expected in ((right, 1.0), (wrong, 0.0)):
        answer = plain(answer)
        is_dict = isinstance(answer, dict) and set(answer) == set(KINDS)
        require(is_dict, f"`compare_networks` returned {shape_of(answer)}, expected a dict of the three kinds.")
        assert_close([answer[kind] for kind in KINDS], [expected] * 3, what="the list of accuracies", atol=0.07)


@pytest.mark.task("compare_networks")
def test_same_seed_same_answer(student, rng):
    """The same arguments give the same answer, whatever was drawn before; another seed gives other networks."""
    images = rng.uniform(size=(200, 1, 4, 4)).astype(np.float32)
    data = images, rng.integers(4, size=200)
    answers = []
    for seed in (1, 1, *range(2, 8)):
        student.stage.network("dense", (1, 2, 2), 2)
        answers.append(student.compare_networks(data, data, n_classes=4, epochs=1, batch_size=50, lr=1e-6, seed=seed))

    require(isinstance(answers[0], dict), f"`compare_networks` returned {shape_of(answers[0])}, expected a dict.")
    require(answers[0] == answers[1], "The same arguments gave two answers.")
    # Networks that have hardly learned are right by chance, in 40 to 60 of 200 cases. Even if two of a kind agreed in three
    # of ten cases, six more seeds would agree with the first in all three kinds with a probability of 0.3**18 < 1e-9.
    require(any(answer != answers[0] for answer in answers), "Seven seeds gave the same answer.")


def pair(answer: Any) -> Any:
    """The two things of an answer."""
    is_pair = isinstance(answer, tuple | list) and len(answer) == 2
    require(is_pair, f"`load_cifar_batch` returned {shape_of(answer)}, expected a pair of images and labels.")
    return answer


def trained(module: Any, images: Any, labels: Any, **settings: Any) -> tuple[Any, Any]:
    """The losses of a network with known weights, and the weights after it was trained."""
    network = module.stage.network("dense", images.shape[1:], 4, seed=5)
    return module.train_network(network, images, labels, **settings), module.stage.parameters(network)
