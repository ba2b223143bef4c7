"""`adam_step` takes a step number of 0 and divides by 0.

Step 0 is a slip of the caller's, and NaN is no way to tell. The contract says ValueError.

required:
    test_steps_are_counted_from_one
    test_negative_steps_are_refused
"""


def adam_step(parameter, gradient, m, v, t, *, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return parameter - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
