"""The hidden layer normalises as in training, also in evaluation.

`training` is handed to `hidden_layer` for a reason. Who needs to know?

required:
    test_hidden_layer_in_evaluation
    test_pytorchs_stack_goes_along
"""


def hidden_layer(X, W, norm, training):
    z = norm.forward(X @ W, True)
    return np.maximum(z, 0)
