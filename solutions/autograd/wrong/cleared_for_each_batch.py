"""Only the last batch is left in the gradients: they are cleared between the batches.

Here they are meant to add up. When is the one time to clear?

required:
    test_accumulation_by_hand
    test_equal_batches_make_one_large_batch
    test_old_gradients_are_gone
    test_batches_go_through_one_by_one
    test_batches_of_any_sizes
    test_calls_do_not_add_up
    test_batches_that_come_only_once
    test_mode_is_left_alone
"""


def accumulate_gradients(model, criterion, batches):
    batches = list(batches)
    n = sum(len(X) for X, y in batches)
    total = 0.0
    for X, y in batches:
        model.zero_grad()
        loss = criterion(model(X), y) * len(X) / n
        loss.backward()
        total += loss.item()
    return total
