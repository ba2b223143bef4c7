"""Afterwards a module is in another mode than before: all of them were set alike.

A model can be training while one of its layers is not. How many modes are there to be remembered?

required:
    test_model_survives_an_error
    test_modes_are_restored
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
            for name, weights in model.named_parameters():
                weights.copy_(saved[name])
        model.train(modes[0][1])
    return torch.stack(losses)
