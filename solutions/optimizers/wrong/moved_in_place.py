"""The steps write into the caller's arrays, so the old parameter is lost.

`parameter -= ...` changes the array that was handed over, and fails where it is read-only. Make a new one.

required:
    test_steps_leave_arrays_alone
    test_any_array_is_moved
"""


def sgd_step(parameter, gradient, *, lr):
    parameter -= lr * gradient
    return parameter


def momentum_step(parameter, gradient, velocity, *, lr, beta=0.9):
    velocity = beta * velocity + gradient
    parameter -= lr * velocity
    return parameter, velocity


def adam_step(parameter, gradient, m, v, t, *, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    if t < 1:
        raise ValueError("steps are counted from 1")
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    parameter -= lr * m_hat / (np.sqrt(v_hat) + eps)
    return parameter, m, v
