"""All batches are glued together and go through the model at once.

If that fitted into memory, nobody would have cut them. Each goes through on its own.

required:
    test_batches_go_through_one_by_one
"""


def accumulate_gradients(model, criterion, batches):
    model.zero_grad()
    batches = list(batches)
    n = sum(len(X) for X, y in batches)
    total = 0.0
    for X, y in [(torch.cat([X for X, y in batches]), torch.cat([y for X, y in batches]))]:
        loss = criterion(model(X), y) * len(X) / n
        loss.backward()
        total += loss.item()
    return total
