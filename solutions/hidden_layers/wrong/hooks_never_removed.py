"""The hooks on the model are not those from before the call: something of `capture` is left on it.

Every later pass would go through your hooks, too, and each call adds more of them. What takes a hook off again, and
when?

required:
    test_nothing_is_left_on_the_model
    test_error_in_the_pass_leaves_nothing_behind
    test_hooks_of_others_stay
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
        model.train(was_training)
    return {name: seen[name] for name in layers}
