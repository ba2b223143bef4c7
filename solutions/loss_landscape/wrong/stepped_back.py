"""Afterwards the weights are only nearly those of before: they were moved back instead of restored.

x + d - d is not always x in floating-point numbers. Nor are you there to step back if an error comes up.

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
                    weights += step * direction[name]
                losses.append(loss(model))
                for name, weights in model.named_parameters():
                    weights -= step * direction[name]
    finally:
        with torch.no_grad():
            pass
        for module, mode in modes:
            module.training = mode
    return torch.stack(losses)
