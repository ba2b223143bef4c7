"""The samples of a batch go through the model one by one: the same gradient, for many times the work.

The first axis of a batch counts its samples. The model takes them all at once, and the criterion means over them.

required:
    test_every_sample_comes_once_an_epoch
    test_steps_follow_their_own_batch
    test_any_arrays_on_any_device
    test_batches_are_trained_on_whole
permitted:
    test_digits_are_learned
    test_handwriting_is_learned
"""

from torch import nn


def train(model, images, labels, *, epochs, batch_size, rng, device="cpu"):
    """The training loop."""
    X = torch.tensor(images, dtype=torch.float32).to(device)
    y = torch.tensor(labels, dtype=torch.int64).to(device)
    model.to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    criterion = nn.CrossEntropyLoss()
    n = len(X)
    history = []
    model.train()
    for epoch in range(epochs):
        order = torch.from_numpy(rng.permutation(n)).to(device)
        total = torch.zeros(1, device=device)
        for start in range(0, n, batch_size):
            idx = order[start : start + batch_size]
            xb, yb = X[idx], y[idx]
            optimizer.zero_grad()
            for x_one, y_one in zip(xb, yb):
                loss = criterion(model(x_one.unsqueeze(0)), y_one.unsqueeze(0)) / len(idx)
                loss.backward()
                total += loss.detach() * len(idx)
            optimizer.step()
        history.append(total.item() / n)
    model.eval()
    return history
