"""Images and labels go into the network as they come: some kinds of numbers it does not take.

A network wants float32, and the cross-entropy wants labels that are int64. What do bytes from a file have to become?

over: reference, file_read_at_once
required:
    test_any_arrays_on_any_device
    test_handwriting_is_learned
    test_digits_are_learned
"""

from torch import nn


def train(model, images, labels, *, epochs, batch_size, rng, device="cpu"):
    """The training loop."""
    X = torch.tensor(images).to(device)
    y = torch.tensor(labels).to(device)
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
            total += loss.detach() * len(idx)
        history.append(total.item() / n)
    model.eval()
    return history
