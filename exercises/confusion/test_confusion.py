"""Public checks of `confusion`: the statement's ten examples, the corners of the contract, the computing time, the figure."""

import numpy as np
import pytest

from learnnn.checks import assert_as_fast, assert_close, assert_equal, assert_raises, require, shape_of, type_name

Y = np.array([0, 0, 0, 0, 1, 1, 1, 1, 2, 2])  # the statement's examples
YHAT = np.array([0, 0, 0, 1, 1, 1, 2, 2, 2, 1])
MATRIX = np.array([[3, 1, 0], [0, 2, 2], [0, 1, 1]])


# -- confusion_matrix -------------------------------------------------------------------------------------------------


@pytest.mark.task("confusion_matrix")
def test_matrix_by_hand(student):
    """The statement's ten examples give the statement's matrix, as integers."""
    assert_equal(student.confusion_matrix(Y, YHAT, 3), MATRIX, what="the array of counts")


@pytest.mark.task("confusion_matrix")
def test_rows_are_actual_and_columns_predicted(student):
    """An example of class 0 that is taken for class 2 is counted in row 0 and column 2."""
    expected = np.array([[0, 0, 1], [0, 0, 0], [0, 0, 0]])

    assert_equal(student.confusion_matrix(np.array([0]), np.array([2]), 3), expected, what="the array of counts")


@pytest.mark.task("confusion_matrix")
def test_each_class_has_its_row_and_column(student):
    """For n = 5 the matrix is (5, 5), also if some classes do not occur, and if there are no examples at all."""
    expected = np.zeros((5, 5), dtype=int)
    expected[:3, :3] = MATRIX

    assert_equal(student.confusion_matrix(Y, YHAT, 5), expected, what="the array of counts")
    empty = student.confusion_matrix(Y[:0], YHAT[:0], 5)
    assert_equal(empty, np.zeros((5, 5), dtype=int), what="the array of counts of no examples")


@pytest.mark.task("confusion_matrix")
def test_labels_that_make_no_sense_are_refused(student):
    """Classes below 0 or from n on, and arrays of different lengths, raise ValueError."""
    wrong_ones = np.array([0, 3, 1]), np.array([0, -1, 1]), np.array([0, 1]), np.array([1])
    for wrong in wrong_ones:
        assert_raises(ValueError, student.confusion_matrix, wrong, np.array([0, 1, 2]), 3)
        assert_raises(ValueError, student.confusion_matrix, np.array([0, 1, 2]), wrong, 3)


@pytest.mark.task("confusion_matrix")
@pytest.mark.timing
def test_examples_are_counted_at_once(student, reference):
    """All examples are counted at once, not in a Python loop over them."""

    def work(module, rng):
        y, yhat = (module.keep(rng.integers(3, size=200_000, dtype=np.uint8)) for _ in range(2))
        return lambda: module.confusion_matrix(y, yhat, 3)

    assert_as_fast(student, reference, work, at_most=12)


# -- per_class_accuracy -----------------------------------------------------------------------------------------------


@pytest.mark.task("per_class_accuracy")
def test_accuracy_by_hand(student):
    """In the statement's matrix 3 of 4, 2 of 4 and 1 of 2 examples are recognised."""
    assert_close(student.per_class_accuracy(MATRIX), np.array([0.75, 0.5, 0.5]), what="the array of accuracies")


@pytest.mark.task("per_class_accuracy")
def test_class_without_examples_has_no_accuracy(student):
    """A class without examples has NaN, also if other examples were taken for it."""
    matrix = np.array([[6, 1, 1], [0, 0, 0], [0, 0, 2]])

    assert_close(student.per_class_accuracy(matrix), np.array([0.75, np.nan, 1.0]), what="the array of accuracies")


# -- most_confused ----------------------------------------------------------------------------------------------------


@pytest.mark.task("most_confused")
def test_mistakes_by_hand(student):
    """The two most frequent mistakes in the statement's matrix: twice 1 was taken for 2, and once 0 for 1."""
    assert_equal(student.most_confused(MATRIX, 2), [(1, 2, 2), (0, 1, 1)], what="the list of mistakes")


@pytest.mark.task("most_confused")
def test_equally_frequent_mistakes_are_in_order(student):
    """Equally frequent mistakes are listed by their actual class, and those of one class by the predicted one."""
    matrix = np.array([[9, 4, 0, 7], [4, 9, 4, 0], [7, 4, 9, 7], [0, 0, 5, 9]])
    expected = [(0, 3, 7), (2, 0, 7), (2, 3, 7), (3, 2, 5), (0, 1, 4), (1, 0, 4)]

    assert_equal(student.most_confused(matrix, 6), expected, what="the list of mistakes")


@pytest.mark.task("most_confused")
def test_only_mistakes_that_happened_are_listed(student):
    """There are no more than three mistakes in the statement's matrix, and none in that of a perfect classifier."""
    expected = [(1, 2, 2), (0, 1, 1), (2, 1, 1)]

    assert_equal(student.most_confused(MATRIX, 20), expected, what="the list of mistakes")
    assert_equal(student.most_confused(np.diag([3, 0, 5]), 4), [], what="the list of a perfect classifier's mistakes")


# -- most_confident ---------------------------------------------------------------------------------------------------


@pytest.mark.task("most_confident")
def test_surest_examples_by_hand(student):
    """In the statement's cells the surest examples are 0, 4 and 3, and the cell that is empty has -1."""
    proba = np.array([[0.9, 0.1], [0.6, 0.4], [0.3, 0.7], [0.8, 0.2], [0.2, 0.8]])

    answer = student.most_confident(np.array([0, 0, 0, 1, 0]), proba)

    assert_equal(answer, np.array([[0, 4], [3, -1]]), what="the array of examples")


@pytest.mark.task("most_confident")
def test_sure_is_who_gave_a_high_probability_to_the_prediction(student):
    """How sure the classifier was is the probability of the class that it predicted, not of the actual one."""
    proba = np.array([[0.30, 0.60, 0.10], [0.05, 0.90, 0.05], [0.45, 0.55, 0.00]])

    answer = student.most_confident(np.array([0, 0, 0]), proba)

    assert_equal(answer, np.array([[-1, 1, -1], [-1, -1, -1], [-1, -1, -1]]), what="the array of examples")


@pytest.mark.task("most_confident")
def test_first_of_equally_sure_examples(student):
    """Of examples about which the classifier was equally sure it is the first."""
    proba = np.array([[0.5, 0.5], [0.75, 0.25], [0.25, 0.75], [0.75, 0.25], [0.25, 0.75]])

    answer = student.most_confident(np.array([0, 0, 1, 0, 1]), proba)

    assert_equal(answer, np.array([[1, -1], [-1, 2]]), what="the array of examples")


# -- plot_confusion ---------------------------------------------------------------------------------------------------


def drawn(student, matrix):
    """The axes as plain data."""
    handle = student.plot_confusion(matrix)
    require(type_name(handle) == "Axes", f"`plot_confusion` returned {shape_of(handle)}, expected the axes.")
    return student.figure(handle)["axes"][0]


@pytest.mark.task("plot_confusion")
def test_matrix_is_shown(student):
    """One image shows the counts, row 0 at the top and column 0 on the left."""
    axes = drawn(student, MATRIX)

    require(len(axes["images"]) == 1, f"The axes hold {len(axes['images'])} images, expected one.")
    assert_close(axes["images"][0]["array"], MATRIX, what="the array that is shown")
    require(axes["ylim"][0] > axes["ylim"][1], "Row 0 is at the bottom.")
    require(axes["xlim"][0] < axes["xlim"][1], "Column 0 is on the right.")


@pytest.mark.task("plot_confusion")
def test_counts_are_written_in_their_cells(student):
    """The text in each cell is its count; only a 0 may be left out."""
    texts = drawn(student, MATRIX)["texts"]

    for (a, p), count in np.ndenumerate(MATRIX):
        found = [text["text"].strip() for text in texts if max(abs(text["at"][0] - p), abs(text["at"][1] - a)) < 0.5]
        is_right = found == [str(count)] or (count == 0 and not found)
        require(is_right, f"In row {a}, column {p}, which is {count}, is written: {', '.join(found) or 'nothing'}.")


@pytest.mark.task("plot_confusion")
def test_axes_are_named_and_numbered(student):
    """The x-axis is labelled `predicted` and the y-axis `actual`, and each class has its tick on both."""
    axes = drawn(student, MATRIX)

    for axis, name in (("x", "predicted"), ("y", "actual")):
        label = axes[f"{axis}label"]
        require(label.strip().casefold() == name, f"The {axis}-axis is labelled {label!r}.")
        at = np.array([tick["at"] for tick in axes[f"{axis}ticks"]])
        assert_close(np.sort(at), np.array([0.0, 1.0, 2.0]), what=f"the array of ticks of the {axis}-axis")
