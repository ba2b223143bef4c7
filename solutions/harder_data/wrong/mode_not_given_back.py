"""The network is in evaluation mode after it was measured, though it was not before.

A switch belongs to whoever calls you. What was `network.training` when you came?

required:
    test_accuracy_is_measured_in_evaluation_mode
"""


def accuracy(network, images, labels):
    """Fraction right."""
    mode = network.training
    network.eval()
    with torch.no_grad():
        answers = network(torch.tensor(images).float()).argmax(1)
    return (answers == torch.tensor(labels)).float().mean().item()
