"""The validation loss is compared with that of the epoch before instead of the lowest so far.

After 5, 3, 4, is 3.5 an improvement? Keep the number that all others are compared with.

required:
    test_best_weights_are_kept_when_epochs_run_out
permitted:
    test_any_course_of_losses_is_followed
"""

import copy


def fit(model, train_loader, val_loader, optimizer, criterion, device, *, epochs, patience):
    """Train with early stopping."""
    history = {"train_loss": [], "val_loss": [], "val_accuracy": []}
    previous_loss = float("inf")
    best_state = None
    waited = 0
    for epoch in range(epochs):
        train_loss = train_one_epoch(model, train_loader, optimizer, criterion, device)
        val_loss, val_accuracy = evaluate(model, val_loader, criterion, device)
        history["train_loss"].append(train_loss)
        history["val_loss"].append(val_loss)
        history["val_accuracy"].append(val_accuracy)
        if val_loss < previous_loss:
            best_state = copy.deepcopy(model.state_dict())
            waited = 0
        else:
            waited += 1
            if waited >= patience:
                break
        previous_loss = val_loss
    model.load_state_dict(best_state)
    return history
