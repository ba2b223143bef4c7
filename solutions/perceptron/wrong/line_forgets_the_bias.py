"""The line leaves out the bias: it passes through the origin, whatever the bias is.

Write the equation of the boundary down and solve it for x2 step by step. The bias stays in it: put x1 = 0, and the
line meets the x2 axis at -bias / weights[1].

unnamed: one_long_fit
required:
    test_line_passes_through_its_points
    test_weighted_sum_is_zero_along_the_line
    test_only_vertical_lines_are_refused
    test_boundary_runs_across_the_points
    test_boundary_reaches_as_far_as_the_points
"""


def decision_line(weights, bias, x1):
    if weights[1] == 0:
        raise ValueError("the boundary is vertical")
    return -weights[0] * x1 / weights[1]
