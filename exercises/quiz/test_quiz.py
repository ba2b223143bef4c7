"""Public checks: one question each. What is right is asked of the reference, so that no answer stands here."""

from math import isclose

import numpy as np
import pytest

from learnnn.checks import assert_equal, require, shape_of


def assert_chosen(answer, right, options):
    """The answer is the letter of one of the options, and of the right one."""
    is_letter = type(answer) is str and answer in tuple(options)
    listed = f"{', '.join(options[:-1])} or {options[-1]}"
    require(is_letter, f"The answer is {shape_of(answer)}, expected one small letter: {listed}.")
    require(answer == right, "Another option fits better.", look_at="What would each of the options lead to?")


def assert_counted(answer, right):
    """The answer is a whole number, and the right one."""
    is_whole = type(answer) is int or isinstance(answer, np.integer)
    require(is_whole, f"The answer is {shape_of(answer)}, expected an int.")
    require(answer == right, f"{answer:,} is not the number that is asked for.")


def assert_measured(answer, right):
    """The answer is a number, and close to the right one."""
    is_number = type(answer) in (int, float) or isinstance(answer, np.floating | np.integer)
    require(is_number, f"The answer is {shape_of(answer)}, expected a float.")
    require(isclose(answer, right, rel_tol=0, abs_tol=1e-6), f"{answer:g} is not the number that is asked for.")


@pytest.mark.task("parameter_sum")
def test_every_parameter_is_counted(student, reference):
    """The number of parameters of the network with the sizes 784, 512, 256, 128, 10 is right."""
    assert_counted(student.parameter_sum(), reference.parameter_sum())


@pytest.mark.task("widest_hidden_layer")
def test_weights_and_biases_share_the_budget(student):
    """With 4 inputs and 1 output 65 parameters are enough for 10 hidden units, and not for 11."""
    units = student.widest_hidden_layer(4, 1, 65)

    assert_equal(units, 10, what="the number of hidden units")


@pytest.mark.task("widest_hidden_layer")
def test_budget_is_not_exceeded(student):
    """With 784 inputs and 10 outputs 1,000 hidden units take 795,010 parameters: 795,009 are one too few."""
    units = student.widest_hidden_layer(784, 10, 795_009)

    assert_equal(units, 999, what="the number of hidden units")


@pytest.mark.task("widest_hidden_layer")
def test_budget_may_be_used_up(student):
    """With 784 inputs and 10 outputs there is room for 1,000 hidden units in 795,010 parameters."""
    units = student.widest_hidden_layer(784, 10, 795_010)

    assert_equal(units, 1000, what="the number of hidden units")


@pytest.mark.task("activation_for")
def test_hidden_layers_have_their_activation(student, reference):
    """The activation for many hidden layers, one behind the other, is well chosen."""
    assert_chosen(student.activation_for("hidden"), reference.activation_for("hidden"), "abcd")


@pytest.mark.task("activation_for")
def test_yes_or_no_has_its_activation(student, reference):
    """The activation for the probability that a message is spam is well chosen."""
    assert_chosen(student.activation_for("spam"), reference.activation_for("spam"), "abcd")


@pytest.mark.task("activation_for")
def test_one_of_ten_has_its_activation(student, reference):
    """The activation for the probabilities of ten digits, of which a picture shows exactly one, is well chosen."""
    assert_chosen(student.activation_for("digit"), reference.activation_for("digit"), "abcd")


@pytest.mark.task("activation_for")
def test_several_of_ten_have_their_activation(student, reference):
    """The activation for the probabilities of ten animals, of which a picture may show several, is well chosen."""
    assert_chosen(student.activation_for("animals"), reference.activation_for("animals"), "abcd")


@pytest.mark.task("activation_for")
def test_any_number_has_its_activation(student, reference):
    """The activation for a temperature is well chosen."""
    assert_chosen(student.activation_for("temperature"), reference.activation_for("temperature"), "abcd")


@pytest.mark.task("diagnosis_of")
@pytest.mark.parametrize("run", list("ABCDE"))
def test_curves_are_read(student, reference, run):
    """The losses of a training run are read for what they are."""
    assert_chosen(student.diagnosis_of(run), reference.diagnosis_of(run), "abcd")


@pytest.mark.task("stopping_epoch")
def test_patience_is_counted(student, reference):
    """Training ends when there was no new lowest validation loss in three epochs in a row."""
    assert_counted(student.stopping_epoch(), reference.stopping_epoch())


@pytest.mark.task("exploding_loss")
def test_explosion_is_explained(student, reference):
    """The cause of a loss that explodes within six steps is found."""
    assert_chosen(student.exploding_loss(), reference.exploding_loss(), "abcd")


@pytest.mark.task("climbing_loss")
def test_climb_is_explained(student, reference):
    """The cause of a loss that climbs with any learning rate is found."""
    assert_chosen(student.climbing_loss(), reference.climbing_loss(), "abcd")


@pytest.mark.task("penalty_slope")
def test_penalty_is_differentiated(student, reference):
    """What the penalty adds to the derivative is right."""
    assert_measured(student.penalty_slope(), reference.penalty_slope())


@pytest.mark.task("evaluation_scale")
def test_averages_agree(student, reference):
    """With this factor the next layer receives in evaluation what it received in training, on average."""
    assert_measured(student.evaluation_scale(), reference.evaluation_scale())


@pytest.mark.task("is_true")
@pytest.mark.parametrize("statement", list("abcdefgh"))
def test_truth_is_told(student, reference, statement):
    """What is true is called true, and what is not is called false."""
    answer = student.is_true(statement)

    require(type(answer) is bool, f"The answer is {shape_of(answer)}, expected True or False.")
    require(answer == reference.is_true(statement), f'Statement "{statement}" is not {str(answer).lower()}.')
