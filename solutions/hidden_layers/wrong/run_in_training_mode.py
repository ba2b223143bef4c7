"""The pass runs in the mode that the model happens to be in.

In training mode dropout silences units at random, and batch normalisation uses the batch, and even learns from it.
Which mode shows what the model does when it is used?

required:
    test_pass_is_in_evaluation_mode
    test_mode_is_as_it_was
    test_capture_on_devices
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
