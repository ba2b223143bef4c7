"""With one name all is well; with several, some names get nothing or the output of another layer.

A function that is made in a loop looks up the loop's variables when it is called, not when it is made. By then the loop
is over.

required:
    test_each_name_has_its_own_output
    test_later_layers_do_not_change_what_was_captured
    test_pass_is_in_evaluation_mode
    test_capture_on_devices
    test_batches_of_any_size
    test_outputs_of_any_shape
    test_arrays_are_copies
"""


def capture(model, x, layers):
    modules = dict(model.named_modules())
    for name in layers:
        modules[name]  # KeyError
    seen = {}
    hooks = []

    was_training = model.training
    model.eval()
    try:
        for name in layers:
            hook = modules[name].register_forward_hook(
                lambda module, args, output: seen.update({name: output.detach().clone().cpu().numpy()})
            )
            hooks.append(hook)
        with torch.no_grad():
            model(x)
    finally:
        for hook in hooks:
            hook.remove()
        model.train(was_training)
    return seen
