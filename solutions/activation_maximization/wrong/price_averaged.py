"""The price is too low by a factor, the number of entries: the squares are averaged instead of added.

What does `mean` divide by that `sum` does not?

required:
    test_objective_by_hand
    test_objective_can_be_differentiated
    test_each_unit_can_be_asked
    test_any_objective_and_its_slopes
    test_first_steps_by_hand
    test_network_is_climbed
    test_dropout_is_off
    test_ascent_runs_on_the_device
    test_any_ascent_is_followed
    test_running_statistics_are_left_alone
    test_gradients_of_others_stay
    test_frozen_stays_frozen
    test_convolutions_are_climbed
    test_penalty_holds_the_input
permitted:
    test_chance_does_not_come_near
    test_price_bounds_the_size
    test_dreams_of_digits_are_recognised
"""


def objective(model, unit, x, l2):
    answers = model(x[None])
    return answers[0, unit] - l2 * (x**2).mean()
