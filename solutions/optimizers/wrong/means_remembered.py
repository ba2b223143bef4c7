"""`adam_step` keeps m and v to itself and ignores what the caller hands in.

A network has many parameters, which take turns. Whose m is it that you remember? All that a step needs comes in as
arguments.

required:
    test_nothing_is_remembered
    test_any_array_is_moved
"""

MEMORY = {}


def adam_step(parameter, gradient, m, v, t, *, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    if t < 1:
        raise ValueError("steps are counted from 1")
    if t == 1:
        MEMORY["m"], MEMORY["v"] = m, v
    m, v = MEMORY.get("m", m), MEMORY.get("v", v)
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    MEMORY["m"], MEMORY["v"] = m, v
    return parameter - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
