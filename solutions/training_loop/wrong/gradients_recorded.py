"""The evaluation records everything for a backward pass that never comes, which costs memory and time.

Evaluation mode does not switch gradient recording off. What does?

over: reference, closures_and_generators, gradients_by_hand, running_totals
required:
    test_evaluation_records_no_gradients
"""


def evaluate(model, loader, criterion, device):
    """Mean loss and accuracy."""
    was_training = model.training
    model.eval()
    total = torch.tensor(0.0, device=device)
    correct = torch.tensor(0, device=device)
    count = 0
    for X, y in loader:
        X, y = X.to(device), y.to(device)
        output = model(X)
        total += criterion(output, y).detach() * X.size(0)
        correct += (output.argmax(1) == y).sum()
        count += X.size(0)
    model.train(was_training)
    return total.item() / count, correct.item() / count
