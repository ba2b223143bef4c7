"""The state that is put back at the end is that of the last epoch: the best one was not kept.

`state_dict` gives the live tensors, which go on changing as training goes on. Look at the saved state again an epoch
later: is it still what was saved?

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
            best_state = model.state_dict()
            waited = 0
        else:
            waited += 1
            if waited >= patience:
                break
    model.load_state_dict(best_state)
    return history
