"""Gradient recording is on while the loss is measured, though nothing is learned from it.

Parameters can be changed with recording off, and measured as well. Which lines are inside your `torch.no_grad()`?

required:
    test_loss_is_measured_without_learning
    test_plane_is_measured_without_learning
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
                with torch.enable_grad():
                    losses.append(loss(model).detach())
    finally:
        with torch.no_grad():
            for name, weights in model.named_parameters():
                weights.copy_(saved[name])
        for module, mode in modes:
            module.training = mode
    return torch.stack(losses)
