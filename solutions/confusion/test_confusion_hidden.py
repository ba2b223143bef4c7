"""Hidden checks of `confusion`: scikit-learn's opinion, narrow integers, any matrix, ties, awkward arrays, other figures."""

import numpy as np
import pytest

from learnnn.checks import (
    assert_close,
    assert_equal,
    assert_inputs_unchanged,
    assert_raises,
    require,
    shape_of,
    type_name,
)

SIZES = [(40, 4), (1, 3), (0, 2), (7, 1), (300, 20)]  # (N, n)


def awkward_versions(array):
    """The same numbers as a read-only, a Fortran-ordered and a strided array."""
    read_only = array.copy()
    read_only.setflags(write=False)
    return read_only, np.asfortranarray(array), np.repeat(array, 2, axis=-1)[..., ::2]


# -- confusion_matrix -------------------------------------------------------------------------------------------------


@pytest.mark.task("confusion_matrix")
def test_scikit_learn_counts_the_same(student, rng):
    """The counts are scikit-learn's for any number of classes, and narrow integers do not overflow on the way."""
    from sklearn import metrics

    for n_examples, n in SIZES[:2] + SIZES[3:]:
        y, yhat = rng.integers(n, size=(2, n_examples))
        y[0], yhat[0] = n - 1, n - 1
        expected = metrics.confusion_matrix(y, yhat, labels=range(n))
        for dtype in (np.int64, np.int32, np.uint8):
            answer = student.confusion_matrix(y.astype(dtype), yhat.astype(dtype), n)
            assert_equal(answer, expected, what=f"the array of counts for labels of {np.dtype(dtype).name}")


@pytest.mark.task("confusion_matrix")
def test_labels_of_any_kind(student, rng):
    """Read-only and strided labels, and labels of two dtypes, are counted and stay as they are."""
    y, yhat = rng.integers(4, size=(2, 25))
    expected = np.array([[sum((y == a) & (yhat == p)) for p in range(4)] for a in range(4)])
    for first, second in zip(awkward_versions(y), awkward_versions(yhat), strict=True):
        assert_equal(student.confusion_matrix(first, second, 4), expected, what="the array of counts")
    assert_equal(student.confusion_matrix(y.astype(np.uint8), yhat, 4), expected, what="the array of counts")
    assert_inputs_unchanged(student)


@pytest.mark.task("confusion_matrix")
def test_one_wrong_label_is_enough(student, rng):
    """One class that is just or far outside, on either side, is refused, for one class and for many."""
    for n in (1, 3, 8):
        for outside in (-1, -n, n, n + 1, n * n, 1000):
            right, wrong = rng.integers(n, size=(2, 30))
            wrong[rng.integers(30)] = outside
            assert_raises(ValueError, student.confusion_matrix, right, wrong, n)
            assert_raises(ValueError, student.confusion_matrix, wrong, right, n)


# -- per_class_accuracy -----------------------------------------------------------------------------------------------


@pytest.mark.task("per_class_accuracy")
def test_scikit_learn_finds_the_same_shares(student, rng):
    """The shares are those that scikit-learn calls the recall of each class."""
    from sklearn import metrics

    for n in (1, 2, 6):
        y, yhat = rng.integers(n, size=(2, 30))
        matrix = metrics.confusion_matrix(y, yhat, labels=range(n))
        expected = metrics.recall_score(y, yhat, labels=range(n), average=None, zero_division=np.nan)
        for version in (matrix, *awkward_versions(matrix)):
            assert_close(student.per_class_accuracy(version), expected, what="the array of accuracies")
    assert_inputs_unchanged(student)


@pytest.mark.task("per_class_accuracy")
def test_accuracy_of_few_and_of_many(student):
    """Classes of one example and of billions have their shares; a matrix of zeros has none."""
    matrix = np.array([[0, 0, 1], [10**9, 3 * 10**9, 0], [0, 0, 1]])

    assert_close(student.per_class_accuracy(matrix), np.array([0.0, 0.75, 1.0]), what="the array of accuracies")
    zeros = student.per_class_accuracy(np.zeros((3, 3), dtype=int))
    assert_close(zeros, np.full(3, np.nan), what="the array of accuracies of no examples")


# -- most_confused ----------------------------------------------------------------------------------------------------


@pytest.mark.task("most_confused")
def test_mistakes_of_any_matrix(student, rng):
    """Whatever the matrix and k are, the mistakes are in order; the matrix stays as it is."""
    for n in (1, 2, 5, 9):
        matrix = rng.integers(6, size=(n, n)) ** 2
        ranked = []
        for count in range(25, 0, -1):
            ranked += [(a, p, count) for a in range(n) for p in range(n) if a != p and matrix[a, p] == count]
        for k, version in zip((1, 3, 100), awkward_versions(matrix), strict=True):
            assert_equal(student.most_confused(version, k), ranked[:k], what=f"the list of mistakes for k = {k}")
    assert_inputs_unchanged(student)


# -- most_confident ---------------------------------------------------------------------------------------------------


def surest(y, proba):
    """The specified examples, found by going through all of them one by one."""
    n = proba.shape[1]
    best, record = np.full((n, n), -1), np.full((n, n), -1.0)
    for i, row in enumerate(proba.tolist()):
        p = row.index(max(row))
        if row[p] > record[y[i], p]:
            best[y[i], p], record[y[i], p] = i, row[p]
    return best


@pytest.mark.task("most_confident")
def test_surest_examples_of_any_classifier(student, rng):
    """The surest examples are found for any number of examples and classes, with ties of both kinds."""
    for n_examples, n in SIZES:
        y, proba = rng.integers(n, size=n_examples), rng.dirichlet(np.ones(n), size=n_examples)
        quarters = rng.multinomial(4, np.full(n, 1 / n), size=n_examples) / 4  # of these, many are equal
        for p in (proba, quarters):
            assert_equal(student.most_confident(y, p), surest(y, p), what=f"the array of examples of {n} classes")


@pytest.mark.task("most_confident")
def test_probabilities_of_any_kind(student, rng):
    """Probabilities of exactly 0 and 1, of float32, and awkward arrays are taken, and stay as they are."""
    y, proba = rng.integers(3, size=30), rng.dirichlet(np.ones(3), size=30)
    certain = np.eye(3)[rng.integers(3, size=30)]
    for p in (certain, proba.astype(np.float32), *awkward_versions(proba)):
        for labels in (y.astype(np.uint8), *awkward_versions(y)):
            assert_equal(student.most_confident(labels, p), surest(y, p), what="the array of examples")
    assert_inputs_unchanged(student)


# -- plot_confusion ---------------------------------------------------------------------------------------------------


@pytest.mark.task("plot_confusion")
def test_any_matrix_is_drawn(student, rng):
    """One class, two, and seven with many zeros are drawn, each in a new figure, and the matrix stays as it is."""
    for n in (1, 2, 7):
        matrix = np.maximum(rng.integers(-30, 40, size=(n, n)), 0)
        for version in awkward_versions(matrix)[::2]:
            handle = student.plot_confusion(version)
            require(type_name(handle) == "Axes", f"`plot_confusion` returned {shape_of(handle)}, expected the axes.")
            axes = student.figure(handle)["axes"][0]

            require(len(axes["images"]) == 1, f"The axes hold {len(axes['images'])} images, expected one.")
            assert_close(axes["images"][0]["array"], matrix, what="the array that is shown")
            written = {(round(text["at"][1]), round(text["at"][0])): text["text"].strip() for text in axes["texts"]}
            for place, count in np.ndenumerate(matrix):
                said = written.pop(place, "0" if count == 0 else "nothing")
                require(said == str(count), f"In cell {place} is written {said}, and the count is another.")
            require(not written, "There are texts outside the cells.")
            for axis in "xy":
                ticks = np.sort([tick["at"] for tick in axes[f"{axis}ticks"]])
                assert_close(ticks, np.arange(float(n)), what=f"the array of ticks of the {axis}-axis")
    assert_inputs_unchanged(student)
