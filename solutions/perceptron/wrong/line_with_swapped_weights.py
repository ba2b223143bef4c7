"""The two weights of the line are swapped, so that its slope is the inverse of what it should be.

Solving for x2 divides by the weight that belongs to x2. Which of the two is `weights[1]`?

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
    return -(weights[1] * x1 + bias) / weights[0]
