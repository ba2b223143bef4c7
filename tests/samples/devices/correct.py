"""Programs that are right on every device. Each returns what must be the same, bit for bit, on the CPU and the phantom."""

from __future__ import annotations

import copy
import io
from typing import Any

import networks
import numpy as np
import torch
from networks import accuracy, on_cpu, train, weights
from torch import Tensor, nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset

# -- training -------------------------------------------------------------------------------------------------------------


def mlp_with_momentum(device: torch.device) -> Any:
    model, data = networks.mlp(), networks.vectors()
    return train(model, data, device, lr=0.05, momentum=0.9), accuracy(model, data, device), weights(model)


def cnn_with_adam(device: torch.device) -> Any:
    model, data = networks.cnn(), networks.images()
    loss = train(model, data, device, torch.optim.Adam, lr=1e-3)
    return loss, accuracy(model, data, device), weights(model)


def recurrent_networks(device: torch.device) -> Any:
    found = []
    for kind in (nn.RNN, nn.LSTM, nn.GRU):
        model = networks.Recurrent(kind)
        loss = train(model, networks.sentences(), device, torch.optim.AdamW, epochs=1, clip=1.0, lr=1e-2)
        found.append([loss, weights(model)])
    return found


def transformer(device: torch.device) -> Any:
    model, data = networks.Transformer(), networks.sentences()
    loss = train(model, data, device, torch.optim.AdamW, lr=1e-2)
    return loss, accuracy(model, data, device), weights(model)


def every_optimizer(device: torch.device) -> Any:
    settings: list[tuple[Any, dict[str, Any]]] = [
        (torch.optim.SGD, {"momentum": 0.9, "nesterov": True, "weight_decay": 1e-4}),
        (torch.optim.Adam, {"amsgrad": True}), (torch.optim.AdamW, {}), (torch.optim.Adagrad, {}),
        (torch.optim.RMSprop, {"momentum": 0.5}), (torch.optim.Adadelta, {}), (torch.optim.NAdam, {}),
    ]  # fmt: skip
    found = []
    for optimizer, extra in settings:
        model = networks.mlp()
        found.append(
            [train(model, networks.vectors(24), device, optimizer, epochs=1, lr=0.01, **extra), weights(model)]
        )
    return found


def fused_and_foreach_optimizers(device: torch.device) -> Any:
    found = []
    for choice in ("fused", "foreach"):
        model = networks.mlp()
        extra = {choice: True}
        found.append([train(model, networks.vectors(24), device, torch.optim.Adam, lr=0.01, **extra), weights(model)])
    return found


def optimizer_made_before_the_move(device: torch.device) -> Any:
    model = networks.mlp()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    parameters = list(model.parameters())
    model.to(device)
    assert all(now is before for now, before in zip(model.parameters(), parameters, strict=True))
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 5)
    norms = []
    for i, (x, y) in enumerate(DataLoader(networks.vectors(48), 12)):
        F.cross_entropy(model(x.to(device)), y.to(device), label_smoothing=0.1).backward()
        if i % 2:  # gradients of two batches add up
            norms.append(nn.utils.clip_grad_norm_(model.parameters(), 0.5))
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=False)
    return on_cpu(norms), weights(model)


def model_trained_on_the_cpu_then_moved(device: torch.device) -> Any:
    model = networks.mlp()
    kept = model(torch.ones(3, 20)).sum()  # its graph still holds the parameters while they move
    kept.backward()
    gradient = model[0].weight.grad.clone()
    model.to(device)
    assert model[0].weight.grad.device == model[0].weight.device
    x = torch.ones(3, 20, device=device)
    model(x).sum().backward()
    return gradient, on_cpu(parameter.grad for parameter in model.parameters()), weights(model.cpu())


def loader_with_pinned_memory(device: torch.device) -> Any:
    model = networks.mlp()
    loader = {"pin_memory": device.type != "cpu"}  # pinning copies, and changes no number
    x, _ = next(iter(DataLoader(networks.vectors(4), 4, **loader)))
    assert x.is_pinned() == (device.type != "cpu")
    return train(model, networks.vectors(), device, lr=0.05, loader=loader), weights(model)


def loader_with_worker_processes(device: torch.device) -> Any:
    model = networks.mlp()
    loader = {"num_workers": 1, "pin_memory": device.type != "cpu"}
    return train(model, networks.vectors(24), device, epochs=1, lr=0.05, loader=loader), weights(model)


def gradient_descent_by_hand(device: torch.device) -> Any:
    x = torch.linspace(-1, 1, 50, device=device)
    y = 3 * x + 0.5 + 0.1 * torch.randn(50, device=device)
    w = torch.zeros((), device=device, requires_grad=True)
    b = torch.zeros(1, device=device, requires_grad=True)
    for _ in range(10):
        ((w * x + b - y) ** 2).mean().backward()
        with torch.no_grad():
            for parameter in (w, b):
                parameter -= 0.1 * parameter.grad
                parameter.grad.zero_()
    return w.item(), b.tolist()


def second_derivatives_and_transforms(device: torch.device) -> Any:
    x = torch.randn(4, 4, device=device, requires_grad=True)
    (first,) = torch.autograd.grad((x**3).sum(), x, create_graph=True)
    (second,) = torch.autograd.grad(first.sum(), x)
    each = torch.func.vmap(torch.func.grad(lambda row: (row**2).sum()))(x.detach())
    return on_cpu([first, second, each])


class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> Tensor:
        (x,) = ctx.saved_tensors
        return 2 * x * grad


def custom_function_hooks_and_losses(device: torch.device) -> Any:
    model = nn.Linear(5, 3).to(device)
    seen: list[float] = []
    hook = model.register_forward_hook(lambda module, inputs, output: seen.append(output.mean().item()))
    model.weight.register_hook(lambda grad: grad * 2)
    out, target = Square.apply(model(torch.randn(4, 5, device=device))), torch.rand(4, 3, device=device)
    losses = [
        F.mse_loss(out, target), F.l1_loss(out, target), F.smooth_l1_loss(out, target), F.huber_loss(out, target),
        F.binary_cross_entropy_with_logits(out, target), F.kl_div(out.log_softmax(1), target, reduction="batchmean"),
        F.nll_loss(out.log_softmax(1), torch.tensor([0, 1, 2, 0], device=device)), F.cosine_similarity(out, target).sum(),
    ]  # fmt: skip
    sum(losses).backward()
    hook.remove()
    return seen, on_cpu([*losses, model.weight.grad, model.bias.grad])


def layers_of_many_kinds(device: torch.device) -> Any:
    layers = [
        nn.LeakyReLU(), nn.ELU(), nn.SiLU(), nn.Softplus(), nn.Hardswish(), nn.PReLU(), nn.LayerNorm(8), nn.Softmax(-1),
        nn.InstanceNorm2d(3), nn.ConvTranspose2d(3, 3, 3, padding=1), nn.AvgPool2d(3, 1, 1), nn.Upsample(scale_factor=2),
        nn.Upsample(size=(8, 8), mode="bilinear"), nn.Conv2d(3, 3, 3, padding="same", groups=3), nn.AlphaDropout(0.2),
    ]  # fmt: skip
    model = nn.Sequential(*layers).to(device)
    x = torch.randn(2, 3, 8, 8, device=device, requires_grad=True)
    model(x).square().mean().backward()
    return on_cpu([x.grad, *(parameter.grad for parameter in model.parameters())])


def activation_maximization(device: torch.device) -> Any:
    model = networks.cnn().to(device).eval().requires_grad_(False)
    image = torch.zeros(1, 1, 12, 12, device=device, requires_grad=True)
    optimizer = torch.optim.Adam([image], lr=0.1)
    for _ in range(5):
        optimizer.zero_grad()
        (image.square().mean() - model(image)[0, 3]).backward()
        optimizer.step()
    return image.detach().cpu()


# -- models and their state -------------------------------------------------------------------------------------------


def checkpoint_and_resume(device: torch.device) -> Any:
    model = networks.mlp().to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    _one_step(model, optimizer, device)
    file = io.BytesIO()
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict()}, file)
    return [_resumed(file, device, where) for where in ("cpu", device, None)]


def _resumed(file: io.BytesIO, device: torch.device, where: Any) -> list[Tensor]:
    file.seek(0)
    state = torch.load(file, map_location=where)
    expected = device if where is None else torch.device(where)
    assert all(value.device.type == expected.type for value in state["model"].values())
    model = networks.mlp().to(device)
    model.load_state_dict(state["model"])
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    optimizer.load_state_dict(state["optimizer"])
    assert all(slot["exp_avg"].device.type == device.type for slot in optimizer.state.values())
    _one_step(model, optimizer, device)
    return weights(model)


def _one_step(model: nn.Module, optimizer: torch.optim.Optimizer, device: torch.device) -> None:
    x, y = torch.ones(4, 20, device=device), torch.zeros(4, dtype=torch.long, device=device)
    optimizer.zero_grad()
    F.cross_entropy(model.eval()(x), y).backward()
    optimizer.step()


def deepcopy_moving_average_and_tied_weights(device: torch.device) -> Any:
    model = nn.Sequential(nn.Linear(20, 20), nn.Linear(20, 20), nn.Linear(20, 5)).to(device)
    model[1].weight = model[0].weight
    average = copy.deepcopy(model)
    assert average[0].weight is average[1].weight
    train(model, networks.vectors(24), device, lr=0.1)
    with torch.no_grad():
        for slow, fast in zip(average.parameters(), model.parameters(), strict=True):
            slow.mul_(0.9).add_(fast, alpha=0.1)
    best = {name: value.clone() for name, value in model.state_dict().items()}
    model.load_state_dict(best)
    return weights(model), weights(average), weights(copy.deepcopy(model).cpu())


def default_device(device: torch.device) -> Any:
    torch.set_default_device(device)
    try:
        x, model = torch.randn(3, 4), nn.Linear(4, 2)
    finally:
        torch.set_default_device(None)
    with device:
        y = torch.ones(3, 4)
    assert x.device.type == y.device.type == model.weight.device.type == device.type
    return model(x + y).detach().cpu()


# -- tensors ----------------------------------------------------------------------------------------------------------


def factories(device: torch.device) -> Any:
    generator = torch.Generator(device=device).manual_seed(3)
    x = torch.randn(4, 5, device=device, generator=generator)
    made = [
        x, torch.zeros_like(x), torch.rand_like(x), torch.rand(2, device=device), torch.randint(9, (3,), device=device),
        torch.arange(5, device=device), torch.eye(3, device=device), torch.full((2, 2), 7.0, device=device),
        torch.tensor([[1, 2], [3, 4]], device=device), torch.randperm(6, device=device), x.new_tensor([1.0]),
        torch.linspace(0, 1, 5, device=device), torch.empty(3, device=device).normal_(), x.new_zeros(2),
        torch.as_tensor([1.5], device=device), torch.from_numpy(np.ones(2)).to(device), torch.empty(0, device=device),
        torch.tril(torch.ones(3, 3, device=device)), torch.bernoulli(torch.full((5,), 0.5, device=device)),
        torch.multinomial(torch.ones(5, device=device), 3), torch.normal(0.0, 1.0, (3,), device=device),
        torch.zeros(2, dtype=torch.float16, device=device), torch.ones(2, dtype=torch.bfloat16, device=device),
    ]  # fmt: skip
    assert all(tensor.device.type == device.type for tensor in made)
    assert generator.device.type == device.type
    return on_cpu(made)


def numbers_mix_with_every_device(device: torch.device) -> Any:
    x, whole = torch.randn(6, device=device), torch.arange(6, device=device)
    one = torch.tensor(1.0)  # on the CPU, and legal: it has no dimensions
    made = [
        x * one, one - x, x + 2, whole * 0.5, whole / 2, 2**x, x % 0.3, whole % 4, whole // 2, whole**2, -x, 1 / (x + 9),
        torch.where(x > 0, x, one), torch.where(x > 0, x, 0.0), torch.where(x > 0, whole, 0.5), x.clamp(min=-1),
        x.lerp(x, 0.3), x > 0.1, whole == 2, whole & 3, x.fmod(2), torch.maximum(x, x), x.add(x, alpha=2), x.float_power(2),
        torch.add(1, x), torch.sub(1, whole, alpha=2), torch.atan2(x, one), torch.hypot(x, one), x.pow(one),
    ]  # fmt: skip
    x += one
    x[0] = one
    whole %= 4
    return on_cpu([*made, x, whole])


def indexing_and_masks(device: torch.device) -> Any:
    x, y = torch.randn(6, 5).to(device), torch.randint(5, (6,)).to(device)
    rows = torch.tensor([0, 2])  # a CPU index into a device tensor is legal
    made = [
        x[rows], x[x > 0], x[y < 3], x[torch.arange(6, device=device), y], x.gather(1, y[:, None]), F.one_hot(y, 5),
        x.topk(2).values, x.sort(1, descending=True).indices, x.masked_fill(x < 0, -1.0), x.scatter(1, y[:, None], 9.0),
        torch.nonzero(x > 1), x.unique(), x.view(-1)[::2], x.flip(0), x.split(2)[1], x.chunk(3)[0], x[..., None, 1:3],
    ]  # fmt: skip
    z = x.clone()
    z[0], z[z > 1] = 1.0, 0
    z[:, 1] = torch.arange(6.0)  # writing a CPU tensor into a slice is a transfer, and legal
    z[rows] += 1
    z[torch.tensor([1], device=device)] = torch.zeros(1, 5, device=device)
    return on_cpu([*made, z]), [1, 2, 3][torch.tensor(1, device=device)]


def views_share_memory(device: torch.device) -> Any:
    x = torch.arange(12.0, device=device)
    table, column = x.view(3, 4), x.view(3, 4)[:, 1:2]
    column.zero_()
    table.t()[3] += 10
    out = torch.empty(0, device=device)
    torch.add(x, 1, out=out)
    x.resize_(14)[12:] = -1
    return on_cpu([x, table, out, column])


def algebra(device: torch.device) -> Any:
    x = torch.randn(5, 5, device=device)
    spd = x @ x.T + torch.eye(5, device=device)
    return on_cpu(
        [
            torch.einsum("ij,kj->ik", x, x), torch.cat([x, x]), torch.stack([x, x], 1), x.var(0), x.std(), x.cumsum(1),
            torch.linalg.inv(spd), torch.linalg.solve(spd, x), torch.linalg.svd(spd).S, x.norm(), x.max(0).values,
            torch.fft.rfft(x).abs(), torch.cdist(x, x), F.pad(x, (1, 1)), x.expand(2, 5, 5).reshape(-1, 5), x.bfloat16() @ x.bfloat16(),
        ]
    )  # fmt: skip


def reading_back(device: torch.device) -> Any:
    model = networks.cnn().to(device).eval()
    labels, guesses = [], []
    with torch.inference_mode():
        for x, y in DataLoader(networks.images(), 12):
            out = model(x.to(device))
            guesses.append(out.argmax(1).cpu().numpy())
            labels.append(y.numpy())
    matrix = np.zeros((5, 5), int)
    np.add.at(matrix, (np.concatenate(labels), np.concatenate(guesses)), 1)
    x = torch.randn(3, device=device)
    later = x.to("cpu", non_blocking=True)
    return matrix.tolist(), model[0].weight.detach().cpu().numpy().tolist(), x.numpy(force=True).tolist(), later


def reading_values(device: torch.device) -> Any:
    x = torch.randn(6, device=device)
    shown = repr(x[:2]).replace(f", device='{x.device}'", "")
    return float(x.mean()), int(x.argmax()), bool((x > 0).any()), x.tolist(), f"{x[0]:.4f}", x[1].item(), shown


def autocast_and_scaled_gradients(device: torch.device) -> Any:
    model, x = nn.Linear(4, 3).to(device), torch.ones(2, 4, device=device)
    optimizer, scaler = torch.optim.SGD(model.parameters(), lr=0.1), torch.amp.GradScaler(device.type)
    with torch.autocast(device.type, enabled=False):
        loss = model(x).square().mean()
    scaler.scale(loss).backward()
    scaler.step(optimizer)
    scaler.update()
    return weights(model)


def synchronizing_and_seeding(device: torch.device) -> Any:
    torch.manual_seed(7)
    x = torch.randn(3, device=device)
    if device.type != "cpu":
        module = torch.get_device_module(device)
        assert module.is_available()
        assert module.device_count() >= 1
        assert module.current_device() == 0
        module.synchronize()
        torch.accelerator.synchronize()
    assert torch.device(device.type, 0) == (
        torch.zeros(1, device=device).device if device.type != "cpu" else torch.device("cpu", 0)
    )
    return x.cpu()


def packed_sequences(device: torch.device) -> Any:
    lengths = torch.tensor([4, 2])  # they stay on the CPU: packing wants them there
    lstm, x = nn.LSTM(3, 4, batch_first=True).to(device), torch.randn(2, 4, 3, device=device)
    packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True)
    out, _ = nn.utils.rnn.pad_packed_sequence(lstm(packed)[0], batch_first=True)
    out.sum().backward()
    return on_cpu([out, lstm.weight_hh_l0.grad])


def dataset_on_the_device(device: torch.device) -> Any:
    x, y = networks.vectors(24).tensors
    data = TensorDataset(x.to(device), y.to(device))
    model = networks.mlp()
    return train(model, data, device, lr=0.05), weights(model)
