"""Gradients come from torch.autograd.grad and are laid into the parameters; the best state is written back by hand."""

import math

import torch


def train_one_epoch(model, loader, optimizer, criterion, device):
    if not model.training:
        model.train()
    parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]
    total = torch.zeros(2, dtype=torch.float64, device=device)  # the loss of all samples, and how many there were
    for batch in loader:
        X, y = (part.to(device) for part in batch)
        loss = criterion(model(X), y)
        for parameter, gradient in zip(parameters, torch.autograd.grad(loss, parameters)):
            parameter.grad = gradient
        optimizer.step()
        with torch.no_grad():
            total[0] += loss * y.shape[0]
            total[1] += y.shape[0]
    summed, n = total.tolist()
    return summed / n


@torch.inference_mode()
def evaluate(model, loader, criterion, device):
    before = {module: module.training for module in model.modules()}
    model.eval()
    n, mean_loss, accuracy = 0, torch.zeros((), device=device), torch.zeros((), device=device)
    for X, y in iter(loader):
        X, y = X.to(device), y.to(device)
        scores = model(X)
        n += X.shape[0]
        # means that move with each batch by its share of all samples so far
        mean_loss += (criterion(scores, y) - mean_loss) * (X.shape[0] / n)
        right = (torch.topk(scores, 1).indices.squeeze(1) == y).float().mean()
        accuracy += (right - accuracy) * (X.shape[0] / n)
    for module, mode in before.items():
        module.training = mode
    return mean_loss.item(), accuracy.item()


def snapshot(model):
    return [tensor.detach().clone() for tensor in (*model.parameters(), *model.buffers())]


def restore(model, tensors):
    with torch.no_grad():
        for mine, kept in zip((*model.parameters(), *model.buffers()), tensors):
            mine.copy_(kept)


def fit(model, train_loader, val_loader, optimizer, criterion, device, *, epochs, patience):
    rows, kept = [], snapshot(model)
    lowest, waited = math.inf, 0
    while len(rows) < epochs and waited < patience:
        train_loss = train_one_epoch(model, train_loader, optimizer, criterion, device)
        val_loss, val_accuracy = evaluate(model, val_loader, criterion, device)
        rows.append((train_loss, val_loss, val_accuracy))
        waited += 1
        if not val_loss >= lowest:
            lowest, waited, kept = val_loss, 0, snapshot(model)
    restore(model, kept)
    columns = [list(column) for column in zip(*rows)]
    return dict(zip(("train_loss", "val_loss", "val_accuracy"), columns))
