"""Beyond `delta` the gradient of `huber` still grows with the error, as if the loss were a square everywhere.

On the straight part every error pulls with the same force. How large is it?

required:
    test_gradient_by_hand
    test_gradient_is_the_slope_of_the_loss
    test_pytorch_agrees
    test_any_shape
    test_awkward_arrays
    test_float32_is_taken
    test_huber_bends_at_delta
    test_pytorch_agrees_for_any_delta
    test_integers_are_taken
    test_no_warning_up_to_1000
"""


def check_pairs(predictions, targets):
    if predictions.shape != targets.shape or predictions.size == 0:
        raise ValueError("predictions and targets must have the same shape")


def huber_gradient(predictions, targets, delta=1.0):
    check_pairs(predictions, targets)
    e = predictions - targets
    return e / e.size
