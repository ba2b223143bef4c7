"""The line has the wrong sign: it is the boundary mirrored in the x1 axis.

Put a point of your line back into weights[0] * x1 + weights[1] * x2 + bias. The sum should be 0. A term that moves to
the other side of an equation changes its sign.

unnamed: next_mistake_at_once, one_long_fit
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
    return (weights[0] * x1 + bias) / weights[1]
