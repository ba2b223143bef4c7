"""Adam starts anew in every epoch and forgets what it has gathered.

Adam keeps running means of the gradients, and knows how many steps it has made. For how long?

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
        optimizer = torch.optim.Adam(network.parameters(), lr=lr)
        total = 0.0
        for start in range(0, len(X), batch_size):
            xb, yb = X[start : start + batch_size], y[start : start + batch_size]
            optimizer.zero_grad()
            loss = F.cross_entropy(network(xb), yb)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(xb)
        losses.append(total / len(X))
    return losses
