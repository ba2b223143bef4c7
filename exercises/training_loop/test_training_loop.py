"""Public checks: one idea each, on a small classifier and batches of 4, 4 and often 2 samples."""

import math
from typing import Any

import pytest

from learnnn.checks import Handle, Tensor, assert_as_fast, assert_close, assert_equal, plain, require, shape_of


@pytest.mark.task("train_one_epoch")
def test_epoch_leaves_the_right_weights(student, reference):
    """After one epoch of three steps the weights are those that gradient descent gives."""
    _, scene = train(student)
    weights = scene.state()

    _, expected = train(reference)
    assert_close(weights, expected.state(), what="the weights", rtol=1e-4)


@pytest.mark.task("train_one_epoch")
def test_steps_come_after_their_gradients(student):
    """For each batch there is one forward pass, one backward pass and one step, in this order."""
    _, scene = train(student)
    events, batch_sizes = scene.diary.events, scene.diary.batch_sizes

    assert_equal(events, ["forward", "backward", "step"] * 3, what="the order of events")
    assert_equal(batch_sizes, [4, 4, 4], what="the list of batch sizes that the model saw")


@pytest.mark.task("train_one_epoch")
def test_gradients_are_of_one_batch(student):
    """Each step uses the gradient of its own batch: with equal batches and a learning rate of 0 it stays the same."""
    _, scene = train(student, same_batches=True, lr=0.0)
    gradients = scene.gradients()

    require(len(gradients) == 3, f"The number of steps for three batches is {len(gradients)}.")
    first, second, third = gradients
    assert_close(second, first, what="the gradient in step 2", rtol=1e-4)
    assert_close(third, first, what="the gradient in step 3", rtol=1e-4)


@pytest.mark.task("train_one_epoch")
def test_model_trains_in_training_mode(student):
    """The model is in training mode in every forward pass, also when it was in evaluation mode before."""
    _, scene = train(student, in_training=False)

    assert_equal(scene.diary.in_training, [True, True, True], what="`model.training` in the forward passes")


@pytest.mark.task("train_one_epoch")
def test_training_loss_is_a_mean_per_sample(student, reference):
    """The loss is the mean over all samples of the epoch, each as it was just before its batch's step."""
    loss, _ = train(student)

    expected, _ = train(reference)
    assert_close(number(loss), expected, what="the loss", rtol=1e-4)


@pytest.mark.task("train_one_epoch")
def test_short_batch_counts_by_its_size(student, reference):
    """Of batches with 4, 4 and 2 samples the last counts half as much in the mean loss as the others."""
    loss, _ = train(student, n_samples=10, lr=0.0)

    expected, _ = train(reference, n_samples=10, lr=0.0)
    assert_close(number(loss), expected, what="the loss", rtol=1e-4)


@pytest.mark.task("train_one_epoch")
def test_training_loss_is_a_float(student):
    """The loss is a Python float, not a tensor."""
    loss, _ = train(student)

    require(isinstance(loss, float), "The loss is not a Python float.", look_at="What turns a tensor into a number?")
    require(math.isfinite(loss), "The loss is not a number.")


@pytest.mark.task("train_one_epoch")
def test_training_runs_on_the_device(student, reference, device):
    """On every device inputs, model and loss are there, and the weights become the same."""
    _, scene = train(student, device=device)
    weights, diary = scene.state(), scene.diary
    inputs, outputs, parameters = diary.inputs_on_device, diary.outputs_on_device, scene.device_type()

    assert_equal(parameters, device.value, what="the device of the parameters after the epoch")
    require(all(inputs), f"The model got inputs that were not on `{device.value}`.")
    require(all(outputs), f"The criterion got outputs that were no longer on `{device.value}`.")
    _, expected = train(reference, device=device)
    assert_close(weights, expected.state(), what="the weights", rtol=1e-4)


@pytest.mark.task("train_one_epoch")
@pytest.mark.device("phantom")
@pytest.mark.weight(0)  # the waits are counted in their own process
def test_steps_do_not_wait_for_the_device(student, device):
    """No line of the loop makes the host wait for the device in every step (advice: worth no points)."""
    train(student, device=device, n_samples=48)

    report = student.device_report()
    assert_equal(report["steps"], 12, what="the number of steps for twelve batches")
    require_no_waiting(report["every_step"])


@pytest.mark.task("train_one_epoch")
@pytest.mark.timing
def test_batches_are_trained_on_whole(student, reference):
    """An epoch takes whole batches through the model and the criterion, not one sample at a time."""

    def work(module, rng):
        scene = module.stage.Workload(int(rng.integers(1000)), n_samples=2048, n_validation=128, batch_size=512)
        parts = scene.model, scene.loader, scene.optimizer, scene.criterion, scene.device
        return lambda: module.train_one_epoch(*parts)

    assert_as_fast(student, reference, work, at_most=4)


@pytest.mark.task("evaluate")
def test_evaluation_gives_loss_and_accuracy(student, reference):
    """The answer is the mean loss per sample and the fraction of samples whose highest score is at their label."""
    answer, _ = measure(student)

    expected, _ = measure(reference)
    assert_close(answer, expected, what="the pair of loss and accuracy", rtol=1e-4)


@pytest.mark.task("evaluate")
def test_evaluation_weights_the_short_batch(student, reference):
    """With batches of 4, 4 and 2 samples each sample still counts alike, in the loss and in the accuracy."""
    answer, _ = measure(student, n_samples=10)

    expected, _ = measure(reference, n_samples=10)
    assert_close(answer, expected, what="the pair of loss and accuracy", rtol=1e-4)


@pytest.mark.task("evaluate")
def test_evaluation_switches_dropout_off(student):
    """The model is in evaluation mode in every forward pass."""
    _, scene = measure(student, layer="dropout")

    assert_equal(scene.diary.in_training, [False, False, False], what="`model.training` in the forward passes")


@pytest.mark.task("evaluate")
def test_evaluation_records_no_gradients(student):
    """Gradient recording is off in every forward pass: nothing will be learned from it."""
    _, scene = measure(student)

    assert_equal(scene.diary.records_gradients, [False, False, False], what="whether autograd was on, batch by batch,")


@pytest.mark.task("evaluate")
def test_training_mode_is_restored(student):
    """A model that was in training mode is in training mode again afterwards."""
    _, scene = measure(student, in_training=True)

    assert_equal(scene.diary.batch_sizes, [4, 4, 4], what="the list of batch sizes that the model saw")
    assert_equal(scene.model.training, True, what="`model.training` after the evaluation")


@pytest.mark.task("fit")
def test_history_has_one_entry_per_epoch(student, reference):
    """The history has a training loss, a validation loss and a validation accuracy for each epoch."""
    history, _ = fit(student, student.stage.Scene(n_samples=10), epochs=4, patience=4)

    expected, _ = fit(reference, reference.stage.Scene(n_samples=10), epochs=4, patience=4)
    assert_close(history, expected, what="the history", rtol=1e-4)


@pytest.mark.task("fit")
def test_training_stops_when_patience_runs_out(student):
    """With a patience of 2, validation losses 5, 3, 4, 6 end training: twice in a row no epoch was the best so far."""
    history, _ = fit(student, student.stage.ScriptedScene([5, 3, 4, 6, 2, 1]), epochs=6, patience=2)

    assert_close(val_losses(history), [5, 3, 4, 6], what="the list of validation losses")


@pytest.mark.task("fit")
def test_improvement_renews_patience(student):
    """Each new best epoch starts the count again: 5, 6, 4, 5, 3, 4 never has two in a row without one."""
    history, _ = fit(student, student.stage.ScriptedScene([5, 6, 4, 5, 3, 4]), epochs=6, patience=2)

    assert_close(val_losses(history), [5, 6, 4, 5, 3, 4], what="the list of validation losses")


@pytest.mark.task("fit")
def test_best_weights_are_kept(student):
    """After stopping early the model has the weights of the epoch with the lowest validation loss, not the last."""
    _, scene = fit(student, student.stage.ScriptedScene([5, 3, 4, 6]), epochs=4, patience=2)

    assert_close(scene.kept()["number"], 3.0, what="the validation loss of the weights that are kept")


def train(module: Any, **setting: Any) -> tuple[Any, Any]:
    """One epoch in a scene of the stage: the loss it returned, and the scene to look at."""
    scene = module.stage.Scene(**setting)
    return module.train_one_epoch(scene.model, scene.loader, scene.optimizer, scene.criterion, scene.device), scene


def measure(module: Any, **setting: Any) -> tuple[Any, Any]:
    """An evaluation in a scene of the stage: the answer, and the scene to look at."""
    scene = module.stage.Scene(**setting)
    return plain(module.evaluate(scene.model, scene.loader, scene.criterion, scene.device)), scene


def fit(module: Any, scene: Any, *, epochs: int, patience: int) -> tuple[Any, Any]:
    """A whole training in the scene: the history, and the scene to look at."""
    loaders = scene.loader, scene.val_loader
    history = module.fit(
        scene.model, *loaders, scene.optimizer, scene.criterion, scene.device, epochs=epochs, patience=patience
    )
    return plain(history), scene


def val_losses(history: Any) -> Any:
    """The validation losses in a history, once it is sure to have some."""
    is_there = isinstance(history, dict) and "val_loss" in history
    require(is_there, f"`fit` returns {shape_of(history)}, expected a dict with `val_loss`.")
    return history["val_loss"]


def number(loss: Any) -> Any:
    """The number in a tensor that holds one: that a float is wanted is a check of its own."""
    return float(loss.array) if isinstance(loss, Tensor) and not loss.shape else loss


def require_no_waiting(lines: list[list[str]]) -> None:
    require(
        not lines,
        "The host waits for the device in every step.",
        evidence="\n".join(f"{kind} in {where}" for kind, where in lines),
        look_at="Which line needs a number from the device before the next batch can start? Let the sum stay there.",
    )
