"""`adam_step` takes the entries one by one, in Python: right, but slow.

All operations of a step work entry by entry on whole arrays, the root included.

required:
    test_adam_takes_whole_arrays
"""


def adam_step(parameter, gradient, m, v, t, *, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    if t < 1:
        raise ValueError("steps are counted from 1")
    new_parameter, new_m, new_v = np.empty_like(parameter), np.empty_like(m), np.empty_like(v)
    for i in np.ndindex(parameter.shape):
        new_m[i] = beta1 * m[i] + (1 - beta1) * gradient[i]
        new_v[i] = beta2 * v[i] + (1 - beta2) * gradient[i] ** 2
        m_hat = new_m[i] / (1 - beta1**t)
        v_hat = new_v[i] / (1 - beta2**t)
        new_parameter[i] = parameter[i] - lr * m_hat / (v_hat**0.5 + eps)
    return new_parameter, new_m, new_v
