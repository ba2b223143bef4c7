"""Half-finished: every statement is called true until the student has read it.

true:
    linear_layers_add_up
    weights_found_by_theorem
    deeper_always_better
    low_training_loss_always_better
    units_stay_dropped
"""

from itertools import pairwise


def parameter_sum() -> int:
    sizes = (784, 512, 256, 128, 10)
    return sum(n_in * n_out + n_out for n_in, n_out in pairwise(sizes))


def widest_hidden_layer(n_in: int, n_out: int, budget: int) -> int:
    per_unit = n_in + 1 + n_out  # the weights that come in, the bias, the weights that go out
    return (budget - n_out) // per_unit


def activation_for(place: str) -> str:
    return {"hidden": "c", "spam": "a", "digit": "b", "animals": "a", "temperature": "d"}[place]


def diagnosis_of(run: str) -> str:
    return {"A": "c", "B": "a", "C": "b", "D": "d", "E": "a"}[run]


def stopping_epoch() -> int:
    return 8  # 5 was the best, and 6, 7 and 8 were not better


def exploding_loss() -> str:
    return "d"


def climbing_loss() -> str:
    return "c"


def penalty_slope() -> float:
    lam, weight = 0.01, 3.0
    return 2 * lam * weight


def evaluation_scale() -> float:
    return 1 - 0.2  # the share that spoke in training


def is_true(statement: str) -> bool:
    return True
