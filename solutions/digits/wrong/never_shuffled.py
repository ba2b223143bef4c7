"""The samples come in the order of the array, epoch after epoch.

Data are often sorted, and a network forgets. Where does chance come in?

required:
    test_order_is_drawn_anew
    test_chance_comes_from_rng
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
        order = torch.arange(n, device=device)
        total = torch.zeros(1, device=device)
        for start in range(0, n, batch_size):
            idx = order[start : start + batch_size]
            xb, yb = X[idx], y[idx]
            optimizer.zero_grad()
            loss = criterion(model(xb), yb)
            loss.backward()
            optimizer.step()
            total += loss.detach() * len(idx)
        history.append(total.item() / n)
    model.eval()
    return history
