"""The model keeps the weights of the last epoch: nothing brings the best ones back.

When patience has run out, the model is as many epochs past its best. What has to be saved, when, and put back?

required:
    test_best_weights_are_kept
    test_best_weights_are_kept_when_epochs_run_out
    test_running_statistics_are_restored_too
    test_any_course_of_losses_is_followed
"""


def fit(model, train_loader, val_loader, optimizer, criterion, device, *, epochs, patience):
    """Train with early stopping."""
    history = {"train_loss": [], "val_loss": [], "val_accuracy": []}
    best_loss = float("inf")
    waited = 0
    for epoch in range(epochs):
        train_loss = train_one_epoch(model, train_loader, optimizer, criterion, device)
        val_loss, val_accuracy = evaluate(model, val_loader, criterion, device)
        history["train_loss"].append(train_loss)
        history["val_loss"].append(val_loss)
        history["val_accuracy"].append(val_accuracy)
        if val_loss < best_loss:
            best_loss = val_loss
            waited = 0
        else:
            waited += 1
            if waited >= patience:
                break
    return history
