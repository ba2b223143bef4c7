"""The network is measured in the mode that it happens to be in.

Dropout makes the answers of a network in training mode a matter of luck. Which mode are they to be given in?

required:
    test_accuracy_is_measured_in_evaluation_mode
    test_accuracy_is_a_fraction
"""


def accuracy(network, images, labels):
    """Fraction right."""
    mode = network.training
    with torch.no_grad():
        answers = network(torch.tensor(images).float()).argmax(1)
    network.train(mode)
    return (answers == torch.tensor(labels)).float().mean().item()
