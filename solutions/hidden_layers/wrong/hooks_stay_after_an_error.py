"""When the pass goes well all is cleaned up, but not when it raises an error.

An error leaves the function at once, and the lines after it never run. Which kind of block runs its last part whatever
happens?

required:
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
    for name in layers:
        listen(name)
    with torch.no_grad():
        model(x)
    for hook in hooks:
        hook.remove()
    model.train(was_training)
    return {name: seen[name] for name in layers}
