"""`elu_derivative` is right for alpha = 1 and for no other alpha.

Where the value is a = alpha (exp(x) - 1), the slope is alpha exp(x). By how much do the two differ?

over: reference, a_line_or_two_each, flat_copies_in_place, logarithms_and_einsum
required:
    test_alpha_can_be_chosen
    test_pytorch_agrees_for_any_alpha
"""


def elu_derivative(x, alpha=1.0):
    return np.where(x > 0, 1.0, elu(x, alpha) + 1.0)
