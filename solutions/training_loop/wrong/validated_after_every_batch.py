"""The history is right, but an epoch takes many times as long as one pass over the training data and one over the
validation data.

How often does the validation data go through the model in one epoch? Is anything done there sample by sample?

required:
    test_validation_runs_once_an_epoch
"""

import copy


def fit(model, train_loader, val_loader, optimizer, criterion, device, *, epochs, patience):
    """Train with early stopping."""
    history = {"train_loss": [], "val_loss": [], "val_accuracy": []}
    best_loss = float("inf")
    best_state = None
    waited = 0
    for epoch in range(epochs):
        total = torch.tensor(0.0, device=device)
        count = 0
        for X, y in train_loader:
            total += train_one_epoch(model, [(X, y)], optimizer, criterion, device) * X.size(0)
            count += X.size(0)
            val_loss, val_accuracy = evaluate(model, val_loader, criterion, device)
        train_loss = total.item() / count
        history["train_loss"].append(train_loss)
        history["val_loss"].append(val_loss)
        history["val_accuracy"].append(val_accuracy)
        if val_loss < best_loss:
            best_loss = val_loss
            best_state = copy.deepcopy(model.state_dict())
            waited = 0
        else:
            waited += 1
            if waited >= patience:
                break
    model.load_state_dict(best_state)
    return history
