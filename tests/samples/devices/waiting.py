"""Training loops that are right, and those that make the host wait for the device in every step: the report tells them apart."""

from __future__ import annotations

import networks
import torch
from torch.nn import functional as F
from torch.utils.data import DataLoader


def clean_loop(device: torch.device) -> None:
    model = networks.mlp()
    networks.train(model, networks.vectors(), device, lr=0.1)
    networks.accuracy(model, networks.vectors(), device)


def reads_the_loss_now_and_then(device: torch.device) -> None:
    model, optimizer = _parts(device)
    for i, (x, y) in enumerate(DataLoader(networks.vectors(120), 6)):
        loss = F.cross_entropy(model(x.to(device)), y.to(device))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if i % 5 == 0:
            print(f"{loss.item():.3f}")


def reads_the_loss_in_every_step(device: torch.device) -> None:
    model, optimizer = _parts(device)
    losses = []
    for x, y in DataLoader(networks.vectors(), 6):
        loss = F.cross_entropy(model(x.to(device)), y.to(device))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())  # waits


def branches_on_the_loss_in_every_step(device: torch.device) -> None:
    model, optimizer = _parts(device)
    for x, y in DataLoader(networks.vectors(), 6):
        loss = F.cross_entropy(model(x.to(device)), y.to(device))
        if torch.isnan(loss):  # waits
            break
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def prints_the_loss_in_every_step(device: torch.device) -> None:
    model, optimizer = _parts(device)
    for x, y in DataLoader(networks.vectors(), 6):
        loss = F.cross_entropy(model(x.to(device)), y.to(device))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        print(loss)  # waits


def selects_by_mask_in_every_step(device: torch.device) -> None:
    model, optimizer = _parts(device)
    for x, y in DataLoader(networks.vectors(), 6):
        logits, target = model(x.to(device)), y.to(device)
        kept = logits[target > 0]  # waits
        optimizer.zero_grad()
        kept.square().mean().backward()  # waits
        optimizer.step()


def synchronizes_in_every_step(device: torch.device) -> None:
    model, optimizer = _parts(device)
    for x, y in DataLoader(networks.vectors(), 6):
        F.cross_entropy(model(x.to(device)), y.to(device)).backward()
        optimizer.step()
        torch.get_device_module(device).synchronize()  # waits


def computes_the_loss_on_the_cpu(device: torch.device) -> None:
    model, optimizer = _parts(device)
    for x, y in DataLoader(networks.vectors(), 6):
        logits = model(x.to(device)).cpu()  # waits
        optimizer.zero_grad()
        F.cross_entropy(logits, y).backward()
        optimizer.step()


def sends_the_same_table_in_every_step(device: torch.device) -> None:
    model, optimizer = _parts(device)
    table = torch.ones(networks.N_CLASSES)
    for x, y in DataLoader(networks.vectors(), 6):
        loss = F.cross_entropy(model(x.to(device)) * table.to(device), y.to(device))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def ignores_the_device(device: torch.device) -> None:
    model, optimizer = _parts(torch.device("cpu"))
    for x, y in DataLoader(networks.vectors(), 6):
        F.cross_entropy(model(x), y).backward()
        optimizer.step()


def _parts(device: torch.device) -> tuple[torch.nn.Module, torch.optim.Optimizer]:
    model = networks.mlp().to(device)
    return model, torch.optim.SGD(model.parameters(), lr=0.1)
