"""The running sum holds on to every batch's loss and to the graph that computed it: memory grows with each step.

The sum needs the number only. How does a tensor part from the operations that made it?

required:
    test_graphs_are_let_go
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
        loss = criterion(output, y)
        loss.backward()
        optimizer.step()
        total = total + loss * X.size(0)
        count += X.size(0)
    return total.item() / count
