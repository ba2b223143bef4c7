"""Hidden checks of `transfer`: networks of other shapes, parameters that are shared, and plans of any length."""

from typing import Any

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_equal, assert_raises, require, shape_of

STEM_AND_BODY = ["stem", "body"]


# -- freeze -----------------------------------------------------------------------------------------------------------


@pytest.mark.task("freeze")
@pytest.mark.parametrize(
    "layers", [["features.0"], ("features.1.0.1", "classifier.2"), ["features", "features.0"], ["classifier"], ()]
)
def test_layers_inside_others_can_be_frozen(student, layers):
    """A layer inside others is frozen by its full name, with all that is in it; what is in no layer learns."""
    model = student.stage.Nested()
    n_learning = student.freeze(model, layers)
    learning, modes = student.stage.learning(model), student.stage.modes(model)
    state = student.stage.state(model)

    parameters = [name for name in state if "running" not in name and "num_batches" not in name]
    expected = [name for name in parameters if not is_inside(name, layers)]
    assert_equal(learning, expected, what="the list of parameters that require gradients")
    training = {name: not is_inside(name, layers) for name in modes}
    assert_equal(modes, training, what="whether each layer is in training mode")
    assert_equal(n_learning, sum(state[name].size for name in expected), what="the number of numbers that learn")


@pytest.mark.task("freeze")
def test_shared_parameters_are_frozen_once(student):
    """A parameter that a frozen layer shares is frozen, whichever of the two is named; one that learns counts once."""
    for layer in ("stem", "head"):
        model = student.stage.Tied()
        n_learning = student.freeze(model, [layer])
        learning = student.stage.learning(model)

        other = "head.bias" if layer == "stem" else "stem.bias"
        names = ["body.weight", "body.bias"]
        expected = [other, *names] if other == "stem.bias" else [*names, other]
        assert_equal(learning, expected, what=f"the list of parameters that learn with `{layer}` frozen")
        assert_equal(n_learning, 24, what="the number of numbers that learn")
    assert_equal(student.freeze(student.stage.Tied(), []), 44, what="the number of numbers that learn with none frozen")


@pytest.mark.task("freeze")
def test_freezing_changes_no_number(student):
    """Freezing changes no parameter and no running statistic."""
    model = student.stage.Network(3)
    before = student.stage.state(model)
    n_learning = student.freeze(model, ["stem", "head"])
    after = student.stage.state(model)

    require(isinstance(n_learning, int), f"`freeze` returned {shape_of(n_learning)}.")
    assert_equal(after, before, what="the parameters and buffers")


@pytest.mark.task("freeze")
def test_refusal_to_freeze_changes_nothing(student):
    """Where one of several names is unknown, nothing is frozen and no mode is changed."""
    model = student.stage.Network().eval()
    before = student.stage.learning(model), student.stage.modes(model)
    for layers in (["body", "stem.9"], ["headless"], ["body", "body.weight"]):
        assert_raises(ValueError, student.freeze, model, layers)
        after = student.stage.learning(model), student.stage.modes(model)

        assert_equal(after[0], before[0], what="the list of parameters that require gradients after the refusal")
        assert_equal(after[1], before[1], what="whether each layer is in training mode after the refusal")


# -- replace_head -----------------------------------------------------------------------------------------------------


@pytest.mark.task("replace_head")
def test_head_inside_others_is_replaced(student):
    """A head inside other layers is replaced by its full name, and requires gradients though the old one did not."""
    model = student.stage.Nested()
    model.requires_grad_(False).eval()
    before = student.stage.state(model)
    head = student.replace_head(model, "classifier.2", 2)
    found, after = student.stage.describe(model, "classifier.2"), student.stage.state(model)
    modes = student.stage.modes(model)

    require(student.stage.has(model, "classifier.2", head), f"The answer, {shape_of(head)}, is not in the model.")
    assert_equal([found["weight"], found["bias"]], [[2, 6], [2]], what="the list of the new head's shapes")
    assert_equal(found["learns"], [True, True], what="whether weight and bias of the new head require gradients")
    assert_equal(modes["classifier.2"], True, what="`training` of the new head")
    assert_equal(list(after), list(before), what="the list of names in the model")
    kept = [name for name in before if "classifier.2" not in name]
    assert_equal({name: after[name] for name in kept}, {name: before[name] for name in kept}, what="the rest")


@pytest.mark.task("replace_head")
def test_new_head_is_of_the_old_kind(student):
    """The new head has a bias only if the old one has one, and has its dtype."""
    for bias, dtype in ((False, "float32"), (True, "float64"), (False, "float64")):
        model = student.stage.Network(bias=bias, dtype=dtype)
        answer = student.replace_head(model, "head", 1)
        found = student.stage.describe(model, "head")

        require(student.stage.has(model, "head", answer), f"The answer, {shape_of(answer)}, is not in the model.")
        kind = [found["weight"], found["bias"], found["dtypes"]]
        expected = [[1, 4], [1] if bias else None, [f"torch.{dtype}"]]
        assert_equal(kind, expected, what="the list of the new head's shapes and dtypes")


@pytest.mark.task("replace_head")
def test_new_head_is_on_the_device(student, device):
    """On every device the new head is where the old one was."""
    model = student.stage.Network(device=device)
    answer = student.replace_head(model, "head", 5)
    found = student.stage.describe(model, "head")

    require(student.stage.has(model, "head", answer), f"The answer, {shape_of(answer)}, is not in the model.")
    assert_equal(found["weight"], [5, 4], what="the shape of the new head's weight")
    assert_equal(found["devices"], [device.value], what="the devices of the new head")


@pytest.mark.task("replace_head")
def test_new_head_knows_nothing(student):
    """The new head's numbers are drawn as `nn.Linear` draws them, anew for every head."""
    drawn = []
    for _ in range(2):
        model = student.stage.Network()
        student.replace_head(model, "head", 200)
        state = student.stage.state(model)
        drawn.append(np.concatenate([state["head.weight"].ravel(), state["head.bias"]]))  # uniform in -1/2..1/2
        assert_equal(drawn[-1].shape, (1000,), what="the shape of all numbers of a head with 4 inputs and 200 outputs")

    require(not np.array_equal(*drawn), "Two new heads have the same numbers.")
    for numbers in drawn:
        # The mean of 1,000 such numbers has a standard deviation of 0.0091, and that of their squares (mean 1/12) one
        # of 0.0024: bounds at six standard deviations raise a false alarm with a probability below 1e-8.
        is_uniform = abs(numbers.mean()) < 0.055 and abs(np.square(numbers).mean() - 1 / 12) < 0.0145
        spreads = f"{numbers[:800].std():.3f}, and those of its bias one of {numbers[800:].std():.3f}"
        require(
            is_uniform and np.abs(numbers).max() <= 0.5,
            f"With 4 inputs the weights of the new head have a standard deviation of {spreads}. `nn.Linear` draws both evenly "
            "from -0.5 to 0.5: about 0.289.",
        )


@pytest.mark.task("replace_head")
def test_refusal_to_replace_changes_nothing(student):
    """Where the head cannot be replaced, the model stays as it was."""
    model = student.stage.Nested()
    before = student.stage.state(model)
    for head, n_classes in (("classifier.1", 3), ("classifier.3", 3), ("classifier.2", -1), ("features_scale", 2)):
        assert_raises(ValueError, student.replace_head, model, head, n_classes)
        assert_equal(student.stage.state(model), before, what="the parameters and buffers")


# -- parameter_groups -------------------------------------------------------------------------------------------------


@pytest.mark.task("parameter_groups")
def test_any_layer_can_be_the_head(student):
    """The head may be one layer inside others or hold several itself, and all else is the base."""
    for head in ("classifier.2", "classifier", "features", "features.1"):
        model = student.stage.Nested()
        groups = student.stage.groups(student.parameter_groups, model, head, 0.0, 1e-3)

        names = student.stage.learning(model)
        base, of_head = ([name for name in names if is_inside(name, [head]) == is_head] for is_head in (False, True))
        expected = [{"params": base, "lr": 0.0}, {"params": of_head, "lr": 1e-3}]
        assert_equal(plain(groups), expected, what="the list of groups")


@pytest.mark.task("parameter_groups")
def test_shared_parameters_are_in_one_group(student):
    """A parameter that head and base share is in the group of the head only, and one shared within a group is there once."""
    model = student.stage.Tied()
    groups = student.stage.groups(student.parameter_groups, model, "head", 0.1, 0.2)
    base_head = student.stage.groups(student.parameter_groups, model, "body", 0.1, 0.2)

    shared, rest = ["stem.weight", "head.bias"], ["stem.bias", "body.weight", "body.bias"]
    assert_equal(plain(groups), [{"params": rest, "lr": 0.1}, {"params": shared, "lr": 0.2}], what="the list of groups")
    others, body = ["stem.weight", "stem.bias", "head.bias"], ["body.weight", "body.bias"]
    expected = [{"params": others, "lr": 0.1}, {"params": body, "lr": 0.2}]
    assert_equal(plain(base_head), expected, what="the list of groups with the body as the head")


@pytest.mark.task("parameter_groups")
def test_groups_may_be_empty(student):
    """Where nothing learns in the base, in the head, or at all, there are two groups all the same."""
    for frozen, sizes in ((STEM_AND_BODY, [0, 2]), (["head"], [6, 0]), ([*STEM_AND_BODY, "head"], [0, 0])):
        model = student.stage.Network()
        for layer in frozen:
            getattr(model, layer).requires_grad_(False)
        groups = plain(student.stage.groups(student.parameter_groups, model, "head", 0.1, 0.2))

        require(isinstance(groups, list) and len(groups) == 2, f"The answer is {shape_of(groups)}.")
        groups = [plain(group) for group in groups]
        is_told = all(isinstance(group, dict) and {"params", "lr"} <= group.keys() for group in groups)
        require(is_told, "A group is a dict of `params` and `lr`.")
        assert_equal([len(group["params"]) for group in groups], sizes, what="the list of the groups' sizes")
        assert_equal([group["lr"] for group in groups], [0.1, 0.2], what="the list of the groups' rates")


# -- fine_tune --------------------------------------------------------------------------------------------------------


@pytest.mark.task("fine_tune")
def test_frozen_base_makes_a_linear_classifier(student, rng):
    """With all but the head frozen, training is softmax regression on what the frozen layers say."""
    seed, base_lr, head_lr = seed_from(rng), 9.0, 0.3
    stage = student.stage
    model = stage.Network(seed, dtype="float64", dropout=0.5)
    state, X, y = stage.state(model), *stage.samples(seed, 11, "float64")
    H = stage.features(model, X)
    loader = stage.make_loader(seed, 11, 4, dtype="float64")
    losses = student.fine_tune(
        model, "head", loader, "cpu", plan=[(STEM_AND_BODY, 3)], base_lr=base_lr, head_lr=head_lr
    )
    after = stage.state(model)

    W, b, expected = regressed(H, y.array, state["head.weight"], state["head.bias"], head_lr)
    assert_close(after["head.weight"], W, what="the weight of the head", rtol=1e-6)
    assert_close(after["head.bias"], b, what="the bias of the head", rtol=1e-6)
    assert_close(losses, expected, what="the list of losses", rtol=1e-5)


@pytest.mark.task("fine_tune")
@pytest.mark.parametrize(
    "plan",
    [
        [([], 1), (["stem"], 2), (STEM_AND_BODY, 1)],
        [(["body"], 2), (("stem", "head"), 1)],
        [(["stem.0"], 1), (["body", "stem"], 1), ([], 2), (["head"], 1)],
    ],
    ids=["closing", "in turn", "back and forth"],
)
def test_any_plan_is_followed(student, reference, rng, plan):
    """Whatever is frozen in which part, parameters, running statistics and losses become the right ones."""
    setting = {"seed": seed_from(rng), "n_samples": 17, "batch_size": 5}
    losses, state, sizes = planned(student, plan, **setting)

    expected_losses, expected, expected_sizes = planned(reference, plan, **setting)
    assert_equal(sizes, expected_sizes, what="the list of batch sizes that the model saw")
    assert_close(state, expected, what="the parameters and buffers", rtol=1e-3, atol=1e-5)
    assert_close(losses, expected_losses, what="the list of losses", rtol=1e-3)


@pytest.mark.task("fine_tune")
def test_losses_are_floats(student):
    """The losses are Python floats in one list."""
    model, loader = student.stage.Network(), student.stage.make_loader(2, 6, 3)
    plan = [(["stem"], 2), ([], 1)]
    losses = student.fine_tune(model, "head", loader, "cpu", plan=plan, base_lr=0.1, head_lr=0.1)

    require(isinstance(losses, list) and len(losses) == 3, f"The answer for three epochs is {shape_of(losses)}.")
    require(all(isinstance(loss, float) for loss in losses), "A loss is not a Python float.")


@pytest.mark.task("fine_tune")
@pytest.mark.device("phantom")
@pytest.mark.weight(0)  # the waits are counted in their own process
def test_steps_do_not_wait_for_the_device(student, device):
    """No line makes the host wait for the device in every step (advice: worth no points)."""
    model, loader = student.stage.Network(device=device), student.stage.make_loader(2, 60, 5)
    losses = student.fine_tune(model, "head", loader, device, plan=[(["stem"], 2)], base_lr=0.1, head_lr=0.1)

    report = student.device_report()
    require(isinstance(losses, list) and len(losses) == 2, f"The answer for two epochs is {shape_of(losses)}.")
    assert_equal(report["steps"], 24, what="the number of steps for two epochs of twelve batches")
    require(
        not report["every_step"],
        "The host waits for the device in every step.",
        evidence="\n".join(f"{kind} in {where}" for kind, where in report["every_step"]),
        look_at="Which line needs a number from the device before the next batch can start?",
    )


def regressed(
    H: np.ndarray, y: np.ndarray, W: np.ndarray, b: np.ndarray, lr: float
) -> tuple[np.ndarray, np.ndarray, list[float]]:
    """Softmax regression on `H` (N, D) in three epochs of batches of 4: weight (C, D), bias (C,), the epochs' losses."""
    losses = []
    for _ in range(3):
        total = 0.0
        for start in range(0, len(H), 4):
            h, labels = H[start : start + 4], y[start : start + 4]
            scores = np.exp(h @ W.T + b)
            shares = scores / scores.sum(axis=1, keepdims=True)  # (N, C)
            total -= np.log(shares[np.arange(len(h)), labels]).sum()
            delta = (shares - np.eye(len(b))[labels]) / len(h)
            W, b = W - lr * delta.T @ h, b - lr * delta.sum(axis=0)
        losses.append(float(total / len(H)))
    return W, b, losses


def planned(module: Any, plan: list[Any], *, seed: int, n_samples: int, batch_size: int) -> tuple[Any, Any, Any]:
    """The losses, the state afterwards, and the batch sizes that the model saw."""
    model, loader = module.stage.Network(seed), module.stage.make_loader(seed, n_samples, batch_size)
    losses = module.fine_tune(model, "head", loader, "cpu", plan=plan, base_lr=0.05, head_lr=0.2)
    return losses, module.stage.state(model), model.batch_sizes


def is_inside(name: str, layers: Any) -> bool:
    """Whether a parameter or layer of this name is in one of the layers, or is one."""
    return any(f"{name}.".startswith(f"{layer}.") for layer in layers)


def plain(groups: Any) -> Any:
    """The groups as a list of dicts, whether in a list or in a tuple."""
    return list(groups) if isinstance(groups, tuple) else groups


def seed_from(rng: Any) -> int:
    return int(rng.integers(1 << 20))
