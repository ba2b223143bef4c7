"""The kernels turn counter-clockwise: the one after the first is for the upper right.

Move the eight outer numbers by one place as the hands of a clock go: the top left one comes to the top.

required:
    test_kernels_turn_clockwise
    test_kernels_know_their_directions
"""


def edge_kernels():
    right = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    lower_right = [[-2, -1, 0], [-1, 0, 1], [0, 1, 2]]
    down = [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]
    lower_left = [[0, -1, -2], [1, 0, -1], [2, 1, 0]]
    return np.array([[right], [-np.array(lower_left)], [-np.array(down)], [-np.array(lower_right)]], dtype=float)
