"""Gradients and loss are right, but the loss is a tensor, and the running sum keeps the graph of every batch in memory.

Add up floats. A sum of tensors remembers each of them and how it came about.

required:
    test_accumulation_by_hand
    test_batches_go_through_one_by_one
"""


def accumulate_gradients(model, criterion, batches):
    model.zero_grad()
    batches = list(batches)
    n = sum(len(X) for X, y in batches)
    total = 0.0
    for X, y in batches:
        loss = criterion(model(X), y) * len(X) / n
        loss.backward()
        total = total + loss
    return total
