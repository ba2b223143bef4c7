"""Every batch counts alike, whatever its size: a short one counts too much.

The mean is over samples. A batch of one row has half the say of a batch of two.

required:
    test_accumulation_by_hand
    test_batches_go_through_one_by_one
    test_batches_of_any_sizes
    test_calls_do_not_add_up
    test_batches_that_come_only_once
"""


def accumulate_gradients(model, criterion, batches):
    model.zero_grad()
    batches = list(batches)
    n = sum(len(X) for X, y in batches)
    total = 0.0
    for X, y in batches:
        loss = criterion(model(X), y) / len(batches)
        loss.backward()
        total += loss.item()
    return total
