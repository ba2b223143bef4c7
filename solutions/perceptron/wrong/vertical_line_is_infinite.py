"""For a vertical boundary `decision_line` returns infinity or NaN instead of raising ValueError.

NumPy divides by zero without raising an error. A vertical line has no x2 that belongs to an x1, so say so before you
divide.

required:
    test_vertical_line_is_refused
    test_only_vertical_lines_are_refused
"""


def decision_line(weights, bias, x1):
    return -(weights[0] * x1 + bias) / weights[1]
