"""The loss of an epoch is the mean of its batches: a sample in the short last batch counts for more than the others.

Weight each batch by how many samples are in it.

required:
    test_loss_is_a_mean_per_sample
    test_any_arrays_on_any_device
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
            loss = criterion(model(xb), yb)
            loss.backward()
            optimizer.step()
            total += loss.detach()
        history.append(total.item() / len(range(0, n, batch_size)))
    model.eval()
    return history
