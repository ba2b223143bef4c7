"""Once the slice is measured, the model has other weights than before.

Whoever goes on with the model wants the one that was handed in. What has to happen after the last step?

required:
    test_weights_are_restored
    test_model_survives_an_error
"""


def slice_1d(model, direction, loss, steps):
    saved = {name: weights.detach().clone() for name, weights in model.named_parameters()}
    modes = [(module, module.training) for module in model.modules()]
    losses = []
    try:
        model.eval()
        with torch.no_grad():
            for step in steps:
                for name, weights in model.named_parameters():
                    weights.copy_(saved[name] + step * direction[name])
                losses.append(loss(model))
    finally:
        with torch.no_grad():
            pass
        for module, mode in modes:
            module.training = mode
    return torch.stack(losses)
