"""The model trains in whatever mode it arrives in: in evaluation mode dropout and batch normalisation do not do their
part.

Dropout and batch normalisation ask the model which mode it is in. Who says so before the first batch?

required:
    test_model_trains_in_training_mode
"""


def train_one_epoch(model, loader, optimizer, criterion, device):
    """One pass over the training data."""
    total = torch.tensor(0.0, device=device)
    count = 0
    for X, y in loader:
        X, y = X.to(device), y.to(device)
        optimizer.zero_grad()
        output = model(X)
        loss = criterion(output, y)
        loss.backward()
        optimizer.step()
        total += loss.detach() * X.size(0)
        count += X.size(0)
    return total.item() / count
