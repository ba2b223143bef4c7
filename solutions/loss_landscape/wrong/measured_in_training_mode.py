"""The loss is measured with modules in training mode, where dropout makes it random and batch normalisation learns from it.

Which of the two modes is made for measuring, and who switches it on?

over: saved_and_put_back
required:
    test_weights_are_restored
    test_line_ends_at_the_other_model
    test_loss_is_measured_without_learning
    test_model_survives_an_error
    test_plane_is_measured_without_learning
    test_plane_leaves_no_trace
"""


def slice_1d(model, direction, loss, steps):
    saved = {name: weights.detach().clone() for name, weights in model.named_parameters()}
    modes = [(module, module.training) for module in model.modules()]
    losses = []
    try:
        with torch.no_grad():
            for step in steps:
                for name, weights in model.named_parameters():
                    weights.copy_(saved[name] + step * direction[name])
                losses.append(loss(model))
    finally:
        with torch.no_grad():
            for name, weights in model.named_parameters():
                weights.copy_(saved[name])
        for module, mode in modes:
            module.training = mode
    return torch.stack(losses)
