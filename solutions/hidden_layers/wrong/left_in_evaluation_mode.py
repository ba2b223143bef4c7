"""A model that was in training mode is in evaluation mode after the call.

Whoever calls `capture` in the middle of a training goes on without dropout, and never learns why. What was the mode
before?

required:
    test_mode_is_as_it_was
    test_error_in_the_pass_leaves_nothing_behind
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
        with torch.no_grad():
            model(x)
    finally:
        for hook in hooks:
            hook.remove()
    return {name: seen[name] for name in layers}
