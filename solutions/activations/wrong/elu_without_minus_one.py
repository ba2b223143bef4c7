"""Left of 0 `elu` is alpha * exp(x): it jumps at 0 and never becomes negative.

Put x = 0 into both branches. They have to meet.

over: reference, a_line_or_two_each, flat_copies_in_place, logarithms_and_einsum
unnamed: a_line_or_two_each, logarithms_and_einsum
required:
    test_value_by_hand
    test_values_in_between
    test_pytorch_agrees
    test_any_shape
    test_awkward_arrays
    test_integers_become_floats
    test_alpha_can_be_chosen
    test_pytorch_agrees_for_any_alpha
    test_large_numbers_do_no_harm
    test_no_warning_up_to_1000
    test_value_lines_show_the_functions
"""


def elu(x, alpha=1.0):
    return np.where(x > 0, x, alpha * np.exp(np.minimum(x, 0.0)))
