"""Public checks of `transfer`: what is frozen, what is replaced, and what learns how fast; and that it is worth it."""

from typing import Any

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_equal, assert_raises, require, shape_of
from learnnn.data import digits

STEM_AND_BODY = ["stem", "body"]
ALL = ["stem.0.weight", "stem.1.weight", "stem.1.bias", "body.0.weight", "body.1.weight", "body.1.bias"]
HEAD = ["head.weight", "head.bias"]


# -- freeze -----------------------------------------------------------------------------------------------------------


@pytest.mark.task("freeze")
def test_named_layers_do_not_learn(student):
    """With `stem` and `body` frozen, the parameters that still require gradients are those of the head."""
    model = student.stage.Network()
    n_learning = student.freeze(model, STEM_AND_BODY)
    learning = student.stage.learning(model)

    require_count(n_learning)
    assert_equal(learning, HEAD, what="the list of parameters that require gradients")


@pytest.mark.task("freeze")
def test_what_learns_is_counted(student):
    """The answer is how many numbers learn: 15 in the head, 43 with the body, 83 in the whole network."""
    model = student.stage.Network()
    counts = [student.freeze(model, layers) for layers in (STEM_AND_BODY, ["stem"], [])]

    assert_equal(counts, [15, 43, 83], what="the list of three answers")


@pytest.mark.task("freeze")
def test_frozen_layers_are_in_evaluation_mode(student):
    """Frozen layers are in evaluation mode, and all others in training mode: batch normalisation must not go on counting."""
    model = student.stage.Network().eval()
    n_learning = student.freeze(model, ["stem"])
    modes = student.stage.modes(model)

    require_count(n_learning)
    expected = {name: not name.startswith("stem") for name in modes}
    assert_equal(modes, expected, what="whether each layer is in training mode")


@pytest.mark.task("freeze")
def test_other_layers_learn_again(student):
    """What is not named learns again, in training mode, also if it was frozen before."""
    model = student.stage.Network()
    student.freeze(model, STEM_AND_BODY)
    n_learning = student.freeze(model, ["stem"])
    learning, modes = student.stage.learning(model), student.stage.modes(model)

    require_count(n_learning)
    assert_equal(learning, ALL[3:] + HEAD, what="the list of parameters that require gradients")
    assert_equal(modes["body.1"], True, what="`training` of the batch normalisation in `body`")


@pytest.mark.task("freeze")
def test_unknown_layers_cannot_be_frozen(student):
    """A name that no layer of the model has raises ValueError."""
    assert_raises(ValueError, student.freeze, student.stage.Network(), ["stem", "tail"])


# -- replace_head -----------------------------------------------------------------------------------------------------


@pytest.mark.task("replace_head")
def test_new_head_fits(student):
    """The new head is a linear layer in the place of the old one, with as many inputs and as many outputs as asked for."""
    model = student.stage.Network()
    head = student.replace_head(model, "head", 7)
    found = student.stage.describe(model, "head")

    assert_equal(found["type"], "Linear", what="the kind of layer that is called `head` now")
    assert_equal(found["weight"], [7, 4], what="the shape of its weight")
    assert_equal(found["bias"], [7], what="the shape of its bias")
    require(student.stage.has(model, "head", head), f"The answer, {shape_of(head)}, is not the layer in the model.")


@pytest.mark.task("replace_head")
def test_rest_of_the_network_stays(student):
    """All that is not in the head stays as it is, number for number."""
    model = student.stage.Network()
    before = student.stage.state(model)
    student.replace_head(model, "head", 7)
    after, found = student.stage.state(model), student.stage.describe(model, "head")

    assert_equal(found.get("weight"), [7, 4], what="the shape of the new head's weight")
    kept = [name for name in before if not name.startswith("head")]
    assert_equal({name: after.get(name) for name in kept}, {name: before[name] for name in kept}, what="the rest")


@pytest.mark.task("replace_head")
def test_only_linear_layers_are_heads(student):
    """The name of no layer or of one that is not linear, and fewer classes than one, raise ValueError."""
    for head, n_classes in (("tail", 7), ("body", 7), ("head", 0)):
        assert_raises(ValueError, student.replace_head, student.stage.Network(), head, n_classes)


# -- parameter_groups -------------------------------------------------------------------------------------------------


@pytest.mark.task("parameter_groups")
def test_base_and_head_have_their_rates(student):
    """The first group has all parameters but the head's, to learn at `base_lr`; the second has the head's, at `head_lr`."""
    groups = student.stage.groups(student.parameter_groups, student.stage.Network(), "head", 0.01, 0.5)

    assert_equal(plain(groups), [{"params": ALL, "lr": 0.01}, {"params": HEAD, "lr": 0.5}], what="the list of groups")


@pytest.mark.task("parameter_groups")
def test_frozen_parameters_are_in_no_group(student):
    """Parameters that do not require gradients are in neither group."""
    model = student.stage.Network()
    model.stem.requires_grad_(False)
    groups = student.stage.groups(student.parameter_groups, model, "head", 0.01, 0.5)

    expected = [{"params": ALL[3:], "lr": 0.01}, {"params": HEAD, "lr": 0.5}]
    assert_equal(plain(groups), expected, what="the list of groups")


@pytest.mark.task("parameter_groups")
def test_groups_need_a_head(student):
    """A head that is not in the model raises ValueError."""
    assert_raises(ValueError, student.parameter_groups, student.stage.Network(), "tail", 0.01, 0.5)


# -- fine_tune --------------------------------------------------------------------------------------------------------


@pytest.mark.task("fine_tune")
def test_frozen_layers_stay_bit_for_bit(student):
    """While the head learns, no bit of the frozen layers changes: neither parameters nor running statistics."""
    model = student.stage.Network()
    before = student.stage.state(model)
    losses = tuned(student, model, plan=[(STEM_AND_BODY, 3)])
    after = student.stage.state(model)

    require(isinstance(losses, list) and len(losses) == 3, f"The answer for three epochs is {shape_of(losses)}.")
    frozen = [name for name in before if not name.startswith("head")]
    assert_equal({name: after[name] for name in frozen}, {name: before[name] for name in frozen}, what="what is frozen")
    moved = np.abs(after["head.weight"] - before["head.weight"]).max()
    require(moved > 0, "The weight of the head did not change either.")


@pytest.mark.task("fine_tune")
def test_head_learns(student, reference):
    """Each batch moves the head one step, and each epoch has its mean loss per sample."""
    model = student.stage.Network()
    losses = tuned(student, model, plan=[(STEM_AND_BODY, 3)])
    weights = student.stage.state(model)

    expected_losses, expected = trained(reference, plan=[(STEM_AND_BODY, 3)])
    assert_close(weights, expected, what="the parameters and buffers", rtol=1e-4, atol=1e-6)
    assert_close(losses, expected_losses, what="the list of losses", rtol=1e-4)


@pytest.mark.task("fine_tune")
def test_later_layers_join_in(student, reference):
    """In the second part of a plan the body learns, too, at the lower rate, and the stem stays frozen."""
    plan = [(STEM_AND_BODY, 2), (["stem"], 2)]
    model = student.stage.Network()
    losses = tuned(student, model, plan=plan)
    weights, modes = student.stage.state(model), model.in_training

    per_epoch = [[False, False, True]] * 6 + [[False, True, True]] * 6
    assert_equal(modes, per_epoch, what="the list of the modes of stem, body and head in each forward pass")
    expected_losses, expected = trained(reference, plan=plan)
    assert_close(weights, expected, what="the parameters and buffers", rtol=1e-4, atol=1e-6)
    assert_close(losses, expected_losses, what="the list of losses", rtol=1e-4)


@pytest.mark.task("fine_tune")
def test_model_is_left_ready_for_use(student):
    """Afterwards the whole model is in evaluation mode, also after a plan with no part in it."""
    for plan in ([(["stem"], 1)], []):
        model = student.stage.Network()
        losses = tuned(student, model, plan=plan)
        modes = student.stage.modes(model)

        require(isinstance(losses, list) and len(losses) == len(plan), f"The answer is {shape_of(losses)}.")
        assert_equal(modes, dict.fromkeys(modes, False), what="whether each layer is in training mode")


@pytest.mark.task("fine_tune")
def test_little_data_goes_a_long_way(student):
    """From three examples of each figure, a network that knows other figures gets more than half of the others right."""
    images, labels = digits()
    scene = student.stage.Digits(np.round(images * 16).astype(np.uint8), labels)
    model, loader = scene.pretrained(), scene.loader(3, 15)

    losses = student.fine_tune(
        model, "head", loader, "cpu", plan=[(STEM_AND_BODY, 15), (["stem"], 15)], base_lr=0.05, head_lr=0.1
    )

    require(isinstance(losses, list) and len(losses) == 30, f"The answer for thirty epochs is {shape_of(losses)}.")
    accuracy = scene.accuracy(model, 3)  # 0.65 with the reference, and 0.40 for a network that begins from scratch
    require(accuracy > 0.5, f"Of 100 other examples {100 * accuracy:.0f} are recognised.")


@pytest.mark.task("fine_tune")
def test_fine_tuning_runs_on_the_device(student, reference, device):
    """On every device the batches are moved to where the model is, and the numbers become the same."""
    model = student.stage.Network(device=device)
    losses = tuned(student, model, device, plan=[(["stem"], 2)])
    weights, inputs = student.stage.state(model), model.inputs_on_device

    require(all(inputs), f"The model got inputs that were not on `{device.value}`.")
    expected_losses, expected = trained(reference, device, plan=[(["stem"], 2)])
    assert_close(weights, expected, what="the parameters and buffers", rtol=1e-4, atol=1e-6)
    assert_close(losses, expected_losses, what="the list of losses", rtol=1e-4)


def tuned(module: Any, model: Any, device: Any = "cpu", *, plan: list[Any]) -> Any:
    """What `fine_tune` returns for this model and a loader whose third batch is short."""
    loader = module.stage.make_loader(1, 10, 4)
    return module.fine_tune(model, "head", loader, device, plan=plan, base_lr=0.05, head_lr=0.2)


def trained(module: Any, device: Any = "cpu", *, plan: list[Any]) -> tuple[Any, Any]:
    """The losses and the state of a network that was fine-tuned like this."""
    model = module.stage.Network(device=device)
    return tuned(module, model, device, plan=plan), module.stage.state(model)


def plain(groups: Any) -> Any:
    """The groups as a list of dicts, whether in a list or in a tuple."""
    return list(groups) if isinstance(groups, tuple) else groups


def require_count(answer: Any) -> None:
    require(isinstance(answer, int), f"`freeze` returned {shape_of(answer)}, expected a whole number.")
