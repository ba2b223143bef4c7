"""Training goes on for one epoch more than patience allows.

With a patience of 2, count on your fingers: after which epoch without improvement is it over?

required:
    test_training_stops_when_patience_runs_out
    test_first_of_equals_is_kept
    test_running_statistics_are_restored_too
permitted:
    test_any_course_of_losses_is_followed
"""

import copy


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
            best_state = copy.deepcopy(model.state_dict())
            waited = 0
        else:
            waited += 1
            if waited > patience:
                break
    model.load_state_dict(best_state)
    return history
