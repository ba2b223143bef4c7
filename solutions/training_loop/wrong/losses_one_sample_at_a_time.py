"""The numbers are right, but training on a batch takes many times as long as it should.

The criterion takes a whole batch of outputs and labels, and gives their mean. What in your loop is done sample by sample?

required:
    test_batches_are_trained_on_whole
permitted:
    test_validation_runs_once_an_epoch
"""


def train_one_epoch(model, loader, optimizer, criterion, device):
    """One pass over the training data."""
    model.train()
    total = torch.tensor(0.0, device=device)
    count = 0
    for X, y in loader:
        X, y = X.to(device), y.to(device)
        optimizer.zero_grad()
        output = model(X)
        losses = [criterion(output[i : i + 1], y[i : i + 1]) for i in range(len(y))]
        loss = sum(losses) / len(y)
        loss.backward()
        optimizer.step()
        total += loss.detach() * X.size(0)
        count += X.size(0)
    return total.item() / count
