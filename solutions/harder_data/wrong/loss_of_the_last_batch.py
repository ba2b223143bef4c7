"""The loss of an epoch is that of its last batch.

One batch is a few samples. Over which samples is the mean to be taken?

required:
    test_training_takes_the_right_steps
    test_any_batches_are_trained_on
"""

import torch.nn.functional as F


def train_network(network, images, labels, *, epochs, batch_size, lr):
    """Adam, batch after batch."""
    X = torch.tensor(images).float()
    y = torch.tensor(labels).long()
    optimizer = torch.optim.Adam(network.parameters(), lr=lr)
    network.train()
    losses = []
    for _ in range(epochs):
        total = 0.0
        for start in range(0, len(X), batch_size):
            xb, yb = X[start : start + batch_size], y[start : start + batch_size]
            optimizer.zero_grad()
            loss = F.cross_entropy(network(xb), yb)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(xb)
        losses.append(loss.item())
    return losses
