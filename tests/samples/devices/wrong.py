"""Programs with a device bug. Each runs on the CPU without a word, and is refused on a device; the test has the words."""

from __future__ import annotations

import networks
import numpy as np
import torch
from networks import N_CLASSES
from torch import Tensor, nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, Dataset

# -- something stayed on the CPU --------------------------------------------------------------------------------------


def batch_left_on_the_cpu(device: torch.device) -> None:
    model = networks.mlp().to(device)
    for x, y in DataLoader(networks.vectors(), 12):
        F.cross_entropy(model(x), y).backward()


def result_of_to_thrown_away(device: torch.device) -> None:
    model = networks.mlp().to(device)
    for x, _ in DataLoader(networks.vectors(), 12):
        x.to(device)
        model(x)


def model_left_on_the_cpu(device: torch.device) -> None:
    networks.mlp()(torch.randn(12, 20).to(device))


def images_left_on_the_cpu(device: torch.device) -> None:
    networks.cnn().to(device)(torch.randn(3, 1, 12, 12))


def convolution_left_on_the_cpu(device: torch.device) -> None:
    networks.cnn()(torch.randn(3, 1, 12, 12).to(device))


def targets_left_on_the_cpu(device: torch.device) -> None:
    model = networks.mlp().to(device)
    for x, y in DataLoader(networks.vectors(), 12):
        F.cross_entropy(model(x.to(device)), y)


def regression_targets_left_on_the_cpu(device: torch.device) -> None:
    F.mse_loss(networks.mlp().to(device)(torch.randn(12, 20).to(device)), torch.randn(12, N_CLASSES))


def class_weights_left_on_the_cpu(device: torch.device) -> None:
    criterion = nn.CrossEntropyLoss(weight=torch.ones(N_CLASSES))
    criterion(torch.randn(4, N_CLASSES).to(device), torch.zeros(4, dtype=torch.long).to(device))


def words_left_on_the_cpu(device: torch.device) -> None:
    nn.Embedding(30, 8).to(device)(torch.randint(30, (3, 6)))


def attention_mask_made_on_the_cpu(device: torch.device) -> None:
    scores = torch.randn(2, 5, 5).to(device)
    scores.masked_fill(torch.ones(5, 5).triu(1).bool(), float("-inf")).softmax(-1)


def dropout_mask_made_on_the_cpu(device: torch.device) -> None:
    x = torch.randn(4, 8).to(device)
    x * (torch.rand(4, 8) > 0.5) / 0.5


def condition_made_on_the_cpu(device: torch.device) -> None:
    torch.where(torch.ones(4) > 0, torch.ones(4).to(device), 0.0)


def values_written_by_index_from_the_cpu(device: torch.device) -> None:
    x = torch.zeros(4).to(device)
    x[torch.tensor([0, 2])] = torch.ones(2)


def matrix_multiplied_by_a_cpu_matrix(device: torch.device) -> None:
    torch.ones(3, 4).to(device) @ torch.ones(4, 2)


def noise_made_on_the_cpu(device: torch.device) -> None:
    x = torch.randn(4, 8).to(device)
    x + 0.1 * torch.randn(4, 8)


def hidden_state_made_on_the_cpu(device: torch.device) -> None:
    lstm = nn.LSTM(8, 8, batch_first=True).to(device)
    lstm(torch.randn(2, 3, 8).to(device), (torch.zeros(1, 2, 8), torch.zeros(1, 2, 8)))


def sum_kept_on_the_cpu(device: torch.device) -> None:
    total = torch.zeros(1)
    total += torch.ones(1).to(device).sum()


def batches_joined_across_devices(device: torch.device) -> None:
    torch.cat([torch.ones(2, 3).to(device), torch.zeros(2, 3)])


def compared_across_devices(device: torch.device) -> None:
    (torch.zeros(4).to(device) == torch.zeros(4)).sum()


# -- the model does not know of it ------------------------------------------------------------------------------------


class Forgetful(nn.Module):
    """Its offset is no buffer and its layer hides in a list: `.to` finds neither."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding, self.offset = nn.Embedding(30, 8), torch.randn(6, 8)
        self.layers = [nn.Linear(8, 8)]

    def add_offset(self, words: Tensor) -> Tensor:
        return self.embedding(words) + self.offset

    def apply_layer(self, words: Tensor) -> Tensor:
        return self.layers[0](self.embedding(words))


def offset_that_is_no_buffer(device: torch.device) -> None:
    Forgetful().to(device).add_offset(torch.randint(30, (3, 6)).to(device))


def layers_in_a_plain_list(device: torch.device) -> None:
    Forgetful().to(device).apply_layer(torch.randint(30, (3, 6)).to(device))


# -- back to the host -------------------------------------------------------------------------------------------------


def numpy_without_cpu(device: torch.device) -> None:
    networks.mlp().to(device)(torch.randn(4, 20).to(device)).argmax(1).numpy()


def asarray_of_a_device_tensor(device: torch.device) -> None:
    np.mean(np.asarray(torch.ones(3).to(device)))


def list_of_device_losses_to_numpy(device: torch.device) -> None:
    np.array([torch.ones(()).to(device), torch.zeros(()).to(device)])


def numpy_function_on_a_device_tensor(device: torch.device) -> None:
    np.sqrt(torch.ones(3).to(device))


def cpu_table_with_device_indices(device: torch.device) -> None:
    torch.eye(10)[torch.randint(10, (4,)).to(device)]


# -- optimizers and parameters ----------------------------------------------------------------------------------------


def optimizer_stepped_before_the_move(device: torch.device) -> None:
    model = networks.mlp()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    model(torch.randn(4, 20)).sum().backward()
    optimizer.step()  # its momentum is born on the CPU
    model.to(device)
    optimizer.zero_grad()
    model(torch.randn(4, 20).to(device)).sum().backward()
    optimizer.step()


def adagrad_made_before_the_move(device: torch.device) -> None:
    model = networks.mlp()
    optimizer = torch.optim.Adagrad(model.parameters(), lr=0.1)  # makes its state at once
    model.to(device)
    model(torch.randn(4, 20).to(device)).sum().backward()
    optimizer.step()


def leaf_lost_by_to(device: torch.device) -> None:
    w = torch.randn(5, requires_grad=True).to(device)  # on the CPU `.to` gives `w` itself
    torch.optim.SGD([w], lr=0.1)


# -- the device itself ------------------------------------------------------------------------------------------------


def device_that_is_not_there(device: torch.device) -> None:
    far_away = 0 if device.type == "cpu" else 99
    torch.zeros(2, device=torch.device(device.type, far_away))


def model_moved_to_a_device_that_is_not_there(device: torch.device) -> None:
    far_away = 0 if device.type == "cpu" else 99
    nn.Linear(2, 2).to(torch.device(device.type, far_away))


def cpu_generator_for_a_device_tensor(device: torch.device) -> None:
    torch.randn(3, device=device, generator=torch.Generator().manual_seed(0))


class OnDevice(Dataset[Tensor]):
    """Moves each sample to the device, in whichever process asks for it."""

    def __init__(self, device: torch.device) -> None:
        self.device = device

    def __len__(self) -> int:
        return 8

    def __getitem__(self, index: int) -> Tensor:
        return torch.ones(3).to(self.device)


def device_used_in_a_forked_loader(device: torch.device) -> None:
    torch.ones(1).to(device)
    list(DataLoader(OnDevice(device), 4, num_workers=1, multiprocessing_context="fork"))
