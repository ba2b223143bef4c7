"""Arrays with two axes are taken for weights, whatever their names: kernels and vectors cost nothing, and biases that
are kept as rows cost something.

The names say which arrays are weights. How many axes does a kernel have, and a bias of shape (1, 4)?

required:
    test_names_tell_weights_from_the_rest
    test_weights_of_any_kind
    test_any_network_is_regularized
    test_pytorch_decays_alike
    test_any_parameters_decay
"""


def check(lam):
    if lam < 0:
        raise ValueError("the strength must not be negative")


def is_weight(value):
    return value.ndim == 2


def l2_penalty(parameters, lam):
    check(lam)
    total = 0.0
    for name, value in parameters.items():
        if is_weight(value):
            total += np.sum(value**2)
    return lam * total


def l2_gradient(parameters, lam):
    check(lam)
    gradients = {}
    for name, value in parameters.items():
        if is_weight(value):
            gradients[name] = 2 * lam * value
        else:
            gradients[name] = np.zeros_like(value)
    return gradients


def l1_penalty(parameters, lam):
    check(lam)
    total = 0.0
    for name, value in parameters.items():
        if is_weight(value):
            total += np.sum(np.abs(value))
    return lam * total


def l1_gradient(parameters, lam):
    check(lam)
    gradients = {}
    for name, value in parameters.items():
        if is_weight(value):
            gradients[name] = lam * np.sign(value)
        else:
            gradients[name] = np.zeros_like(value)
    return gradients


def decay_step(parameters, gradients, *, lr, decay):
    check(decay)
    after = {}
    for name, value in parameters.items():
        if is_weight(value):
            after[name] = (1 - lr * decay) * value - lr * gradients[name]
        else:
            after[name] = value - lr * gradients[name]
    return after
