"""A quiz: each docstring is a question, and each function returns your answer to it.

Where there are options, the answer is the letter of one of them, as a string of one small letter.
"""

from itertools import pairwise


def parameter_sum() -> int:
    """How many parameters does a fully connected network with the layer sizes 784, 512, 256, 128, 10 have?

    The first size is the number of inputs, the last the number of outputs. Every unit that computes something has a
    bias. The answer is an `int`; you may write a calculation instead of its result.
    """
    sizes = (784, 512, 256, 128, 10)
    return sum(n_in * n_out + n_out for n_in, n_out in pairwise(sizes))


def widest_hidden_layer(n_in: int, n_out: int, budget: int) -> int:
    """How many units may the only hidden layer of a network have if there is room for `budget` parameters?

    The network is fully connected, with `n_in` inputs and `n_out` outputs, and every hidden unit and every output has a
    bias. Returns the largest number of hidden units with which the network has `budget` parameters or fewer, as an
    `int`. There is always room for at least one.
    """
    per_unit = n_in + 1 + n_out  # the weights that come in, the bias, the weights that go out
    return (budget - n_out) // per_unit


def activation_for(place: str) -> str:
    """Which activation function fits best in this place?

    `place` is one of five:

    - "hidden": the hidden layers of a network that has ten of them, and has to be trained through all ten.
    - "spam": the only output of a network; it is to be the probability that a message is spam.
    - "digit": ten outputs; they are to be the probabilities that a picture shows a 0, a 1, ..., a 9. It shows exactly
      one of them.
    - "animals": ten outputs; they are to be the probabilities that a picture shows a cat, a dog, ..., a horse. It may
      show several of them, or none.
    - "temperature": the only output of a network; it is to be tomorrow's temperature in degrees Celsius.

    Returns the letter of an option, as a `str`. An option may fit in more than one place.

    - "a": The sigmoid of each sum.
    - "b": The softmax of all the sums in the layer.
    - "c": The ReLU of each sum.
    - "d": None: each sum is passed on as it is.
    """
    return {"hidden": "c", "spam": "a", "digit": "b", "animals": "a", "temperature": "d"}[place]


def diagnosis_of(run: str) -> str:
    """What do these losses say about the training run?

    `run` is "A", "B", "C", "D" or "E". Each is a classifier with ten classes, all equally common; the loss is the mean
    cross-entropy (with the natural logarithm). Run E has dropout with p = 0.5, and its training loss is measured during
    training, with dropout at work.

        epoch              1       5      10      20      40
        A  training      2.31    2.29    2.28    2.27    2.27
           validation    2.31    2.30    2.29    2.28    2.28
        B  training      1.74    0.83    0.55    0.36    0.27
           validation    1.76    0.88    0.63    0.47    0.41
        C  training      1.69    0.70    0.31    0.09    0.01
           validation    1.72    0.81    0.66    0.89    1.47
        D  training      2.52    4.10    9.73    88.1     nan
           validation    2.49    4.16    9.95    87.4     nan
        E  training      1.95    1.12    0.86    0.71    0.64
           validation    1.78    0.90    0.63    0.48    0.42

    Returns the letter of an option, as a `str`. An option may fit more than one run.

    - "a": All is well: what the network learns from its training examples holds for others too.
    - "b": It overfits: it goes on learning its training examples, and gets worse at others.
    - "c": It underfits: it has learned next to nothing, not even about its training examples.
    - "d": It diverges: the more it is trained, the worse it gets, even at its training examples.
    """
    return {"A": "c", "B": "a", "C": "b", "D": "d", "E": "a"}[run]


def stopping_epoch() -> int:
    """After which epoch does early stopping with a patience of 3 end this training?

        epoch               1      2      3      4      5      6      7      8      9     10
        validation loss   0.90   0.70   0.74   0.72   0.65   0.68   0.66   0.67   0.60   0.62

    Training stops as soon as three epochs in a row have brought no new lowest validation loss. (What stands to the
    right of that epoch is what would have come if training had gone on.) The answer is the number of the last epoch
    that is trained, an `int`.
    """
    return 8  # 5 was the best, and 6, 7 and 8 were not better


def exploding_loss() -> str:
    """What is the most likely cause, and what would you try first?

    Gradient descent on all training examples, with gradients that a gradient check has approved. The training loss after
    each of the first six steps:

        2.31    2.94    5.08    23.8    610    nan

    Returns the letter of an option, as a `str`.

    - "a": The network overfits. Add dropout, or stop earlier.
    - "b": The network has too many units. Make it smaller.
    - "c": The loss has to climb over a hill first. Let it train on.
    - "d": The learning rate is too large. Divide it by ten.
    """
    return "d"


def climbing_loss() -> str:
    """What is the most likely cause?

    Gradient descent on all training examples again, with a program just written. This time the training loss climbs
    slowly, from the very first step. With a learning rate a hundred times smaller it climbs a hundred times more
    slowly, and with one smaller still it climbs more slowly still.

    Returns the letter of an option, as a `str`.

    - "a": The learning rate is still too large.
    - "b": The gradients are not cleared between two steps, so that each step follows the sum of all gradients so far.
    - "c": The step has the wrong sign: the gradient is added where it should be subtracted.
    - "d": The network is too small for the task.
    """
    return "c"


def penalty_slope() -> float:
    """By how much does a penalty on large weights change the slope of the loss?

    The loss is the mean error plus lam times the sum of the squares of all weights, with lam = 0.01. One of the weights
    is 3. What does the penalty add to the derivative of the loss with respect to this weight? The answer is a `float`,
    right to within 1e-6.
    """
    lam, weight = 0.01, 3.0
    return 2 * lam * weight


def evaluation_scale() -> float:
    """By which factor must the outputs of this layer be multiplied in evaluation?

    In training each unit of a layer falls silent with the probability p = 0.2, and those that speak are passed on as
    they are, *without* a scale. In evaluation all units speak. The next layer shall receive in evaluation what it
    received in training, on average. The answer is a `float`, right to within 1e-6.
    """
    return 1 - 0.2  # the share that spoke in training


def is_true(statement: str) -> bool:
    """Is this statement true?

    `statement` is a letter from "a" to "h":

    - "a": Ten layers, one behind the other and without activation functions, can compute more than one such layer can.
    - "b": A network with one hidden layer of enough tanh units comes as close as you like to any given continuous
      function on a closed and bounded region.
    - "c": The theorem that says so also promises that training finds the weights.
    - "d": A network with more layers always does better on new examples.
    - "e": Of two networks trained for the same task, the one with the lower training loss always does better on new
      examples.
    - "f": If a network is trained with dropout, some of its units are missing when it is used in the end.
    - "g": A task with a few hundred labelled pictures can be learned by a network that starts from layers trained on
      many other pictures.
    - "h": The gradients of a million weights together take backpropagation about as long as a few forward passes.

    Returns a `bool`.
    """
    return statement in ("b", "g", "h")
