"""The steps are computed in float32, and a long walk ends somewhere else.

float32 has seven digits, and each step is rounded to them. The contract wants float64 computed in float64.

required:
    test_pytorch_takes_the_same_path
    test_parameters_of_any_shape
    test_epsilon_is_added_after_the_root
    test_no_gradient_is_no_step
"""


def sgd_step(parameter, gradient, *, lr):
    return (parameter - lr * gradient).astype(np.float32)


def momentum_step(parameter, gradient, velocity, *, lr, beta=0.9):
    velocity = (beta * velocity + gradient).astype(np.float32)
    return (parameter - lr * velocity).astype(np.float32), velocity


def adam_step(parameter, gradient, m, v, t, *, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    if t < 1:
        raise ValueError("steps are counted from 1")
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return (parameter - lr * m_hat / (np.sqrt(v_hat) + eps)).astype(np.float32), m, v
