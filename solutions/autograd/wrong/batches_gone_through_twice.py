"""Batches that come from a generator are used up before the first goes through the model.

A generator can be gone through once. Count the samples on the way, or make a list first.

required:
    test_batches_that_come_only_once
"""


def accumulate_gradients(model, criterion, batches):
    model.zero_grad()
    n = sum(len(X) for X, y in batches)
    total = 0.0
    for X, y in batches:
        loss = criterion(model(X), y) * len(X) / n
        loss.backward()
        total += loss.item()
    return total
