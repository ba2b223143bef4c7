"""Only the parameters of the best epoch come back; the running statistics of batch normalisation are still those of the
last.

A model is more than its parameters. What else is in its state?

required:
    test_running_statistics_are_restored_too
"""


def fit(model, train_loader, val_loader, optimizer, criterion, device, *, epochs, patience):
    """Train with early stopping."""
    history = {"train_loss": [], "val_loss": [], "val_accuracy": []}
    best_loss = float("inf")
    best_state = None
    waited = 0
    for epoch in range(epochs):
        train_loss = train_one_epoch(model, train_loader, optimizer, criterion, device)
        val_loss, val_accuracy = evaluate(model, val_loader, criterion, device)
        history["train_loss"].append(train_loss)
        history["val_loss"].append(val_loss)
        history["val_accuracy"].append(val_accuracy)
        if val_loss < best_loss:
            best_loss = val_loss
            best_state = [p.detach().clone() for p in model.parameters()]
            waited = 0
        else:
            waited += 1
            if waited >= patience:
                break
    with torch.no_grad():
        for p, best in zip(model.parameters(), best_state):
            p.copy_(best)
    return history
