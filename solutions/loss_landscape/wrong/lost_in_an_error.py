"""If `loss` raises an error, the model is not put back: it stays where the error found it.

The lines after the loop do not run then. Which construct runs its lines in any case?

over: saved_and_put_back
required:
    test_model_survives_an_error
    test_plane_is_measured_without_learning
"""


def slice_1d(model, direction, loss, steps):
    saved = {name: weights.detach().clone() for name, weights in model.named_parameters()}
    modes = [(module, module.training) for module in model.modules()]
    losses = []
    if True:
        model.eval()
        with torch.no_grad():
            for step in steps:
                for name, weights in model.named_parameters():
                    weights.copy_(saved[name] + step * direction[name])
                losses.append(loss(model))
    if True:
        with torch.no_grad():
            for name, weights in model.named_parameters():
                weights.copy_(saved[name])
        for module, mode in modes:
            module.training = mode
    return torch.stack(losses)
