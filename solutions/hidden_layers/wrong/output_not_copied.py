"""The array of a layer changes after the layer has put it out.

On the CPU, `.numpy()` makes an array that shares the tensor's memory. A later layer that works in place writes into it.

required:
    test_later_layers_do_not_change_what_was_captured
    test_arrays_are_copies
"""


def capture(model, x, layers):
    modules = dict(model.named_modules())
    for name in layers:
        modules[name]  # KeyError
    seen = {}
    hooks = []

    def listen(name):
        def hook(module, args, output):
            seen[name] = output.detach().cpu().numpy()

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
        model.train(was_training)
    return {name: seen[name] for name in layers}
