"""The layer ignores the momentum and the eps that it was made with.

Keep both on `self`, and use them in both kinds of passes.

over: reference, gradient_in_one_line, welford_and_projections
required:
    test_momentum_is_the_share_of_the_new_batch
    test_pytorchs_layer_goes_along
"""


class BatchNorm:
    def __init__(self, n_features, *, momentum=0.1, eps=1e-5):
        self.gamma = np.ones(n_features)
        self.beta = np.zeros(n_features)
        self.running_mean = np.zeros(n_features)
        self.running_var = np.ones(n_features)
        self.momentum = 0.1
        self.eps = 1e-5
