"""The graphs of many batches are in memory at the same time.

A large batch was cut into pieces so that only one of them has to fit. Go back with each before the next goes forward.

required:
    test_batches_go_through_one_by_one
"""


def accumulate_gradients(model, criterion, batches):
    model.zero_grad()
    batches = list(batches)
    n = sum(len(X) for X, y in batches)
    total = 0.0
    for X, y in batches:
        loss = criterion(model(X), y) * len(X) / n
        total = total + loss
    total.backward()
    return total.item()
