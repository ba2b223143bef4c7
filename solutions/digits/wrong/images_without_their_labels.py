"""The labels are not those of the images beside them: the loss is that of wrong labels.

Images come in a new order. In which order come the labels?

unnamed: file_read_at_once, struct_and_data_loader
required:
    test_loss_is_a_mean_per_sample
    test_steps_follow_their_own_batch
    test_digits_are_learned
    test_any_arrays_on_any_device
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
            xb, yb = X[idx], y[start : start + batch_size]
            optimizer.zero_grad()
            loss = criterion(model(xb), yb)
            loss.backward()
            optimizer.step()
            total += loss.detach() * len(idx)
        history.append(total.item() / n)
    model.eval()
    return history
