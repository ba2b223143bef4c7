"""Autograd records the pass, although nobody wants gradients of it.

`detach` cuts a tensor off from what was recorded; recorded it was all the same. What keeps autograd from doing it at
all?

required:
    test_one_pass_without_recording
"""


def capture(model, x, layers):
    modules = dict(model.named_modules())
    for name in layers:
        modules[name]  # KeyError
    seen = {}
    hooks = []

    def listen(name):
        def hook(module, args, output):
            seen[name] = output.detach().clone().cpu().numpy()

        hooks.append(modules[name].register_forward_hook(hook))

    was_training = model.training
    model.eval()
    try:
        for name in layers:
            listen(name)
        model(x)
    finally:
        for hook in hooks:
            hook.remove()
        model.train(was_training)
    return {name: seen[name] for name in layers}
