"""Hidden checks: the same ideas on secret data and scripts, and what a loop must leave alone."""

from typing import Any

import pytest

from learnnn.checks import assert_as_fast, assert_close, assert_equal, plain, require, shape_of


@pytest.mark.task("train_one_epoch")
def test_epochs_follow_each_other(student, reference, rng):
    """Two epochs in a row, with momentum, batch normalisation and a short last batch, leave the right weights."""
    setting = {"seed": seed_from(rng), "n_samples": 23, "batch_size": 5, "momentum": 0.9, "layer": "batch_norm"}
    losses, state = two_epochs(student, setting)

    expected_losses, expected_state = two_epochs(reference, setting)
    assert_close(state, expected_state, what="the parameters and buffers", rtol=1e-4)
    assert_close(losses, expected_losses, what="the list of losses", rtol=1e-4)


@pytest.mark.task("train_one_epoch")
def test_samples_left_out_do_not_count(student, reference, rng):
    """Where the loader leaves samples out, the loss is the mean over the samples that it gave."""
    setting = {"seed": seed_from(rng), "n_samples": 11, "drop_last": True, "lr": 0.0}
    loss, _ = train(student, setting)

    expected, _ = train(reference, setting)
    assert_close(loss, expected, what="the loss", rtol=1e-4)


@pytest.mark.task("train_one_epoch")
def test_graphs_are_let_go(student):
    """When a batch goes through the model, the graphs of batches before the last one are no longer in memory."""
    _, scene = train(student, {"n_samples": 32})
    alive = scene.diary.graphs_alive
    require(len(alive) > 0, "No batch went through the model.")

    require(bool(alive), "No batch went through the model.")
    require(
        max(alive) <= 2,
        f"Before the last batch the graphs of {alive[-1]} earlier batches are still in memory.",
        look_at="What still holds on to a loss together with the way it was computed?",
    )


@pytest.mark.task("evaluate")
def test_evaluation_mode_is_left_on(student):
    """A model that was in evaluation mode is still in evaluation mode afterwards."""
    _, scene = measure(student, {"in_training": False})

    assert_equal(scene.diary.batch_sizes, [4, 4, 4], what="the list of batch sizes that the model saw")
    assert_equal(scene.model.training, False, what="`model.training` after the evaluation")


@pytest.mark.task("evaluate")
def test_evaluation_changes_nothing(student, rng):
    """Parameters and running statistics are the same before and after."""
    scene = student.stage.Scene(seed=seed_from(rng), layer="batch_norm")
    before = scene.state()
    evaluate(student, scene)

    assert_equal(scene.diary.batch_sizes, [4, 4, 4], what="the list of batch sizes that the model saw")
    assert_close(scene.state(), before, what="the parameters and buffers after the evaluation", rtol=0, atol=0)


@pytest.mark.task("evaluate")
def test_gradients_are_recorded_again(student):
    """After the evaluation autograd records gradients as it did before."""
    _, scene = measure(student, {})

    assert_equal(scene.diary.batch_sizes, [4, 4, 4], what="the list of batch sizes that the model saw")
    assert_equal(student.stage.is_recording_gradients(), True, what="whether autograd is on after the evaluation")


@pytest.mark.task("evaluate")
def test_samples_left_out_are_not_evaluated(student, reference, rng):
    """Where the loader leaves samples out, loss and accuracy are over the samples that it gave."""
    setting = {"seed": seed_from(rng), "n_samples": 23, "batch_size": 6, "drop_last": True, "layer": "batch_norm"}
    answer, _ = measure(student, setting)

    expected, _ = measure(reference, setting)
    assert_close(answer, expected, what="the pair of loss and accuracy", rtol=1e-4)


@pytest.mark.task("evaluate")
def test_evaluation_runs_on_the_device(student, reference, device):
    """On every device the batches are there, and the answer is the same."""
    answer, scene = measure(student, {"device": device, "n_samples": 10})
    inputs, parameters = scene.diary.inputs_on_device, scene.device_type()

    assert_equal(parameters, device.value, what="the device of the parameters after the evaluation")
    require(all(inputs), f"The model got inputs that were not on `{device.value}`.")
    expected, _ = measure(reference, {"device": device, "n_samples": 10})
    assert_close(answer, expected, what="the pair of loss and accuracy", rtol=1e-4)


@pytest.mark.task("fit")
def test_any_course_of_losses_is_followed(student, reference, rng):
    """Whatever the validation losses do, training stops at the right epoch and keeps the right weights."""
    for patience in (1, 2, 3, 4):
        script = (rng.integers(1, 7, size=12) * rng.choice([-1, 1], size=12)).tolist()
        history, kept = fit_script(student, script, epochs=12, patience=patience)

        expected_history, expected_kept = fit_script(reference, script, epochs=12, patience=patience)
        assert_close(history, expected_history, what="the history")
        assert_close(kept["number"], expected_kept["number"], what="the number that tells the weights apart")


@pytest.mark.task("fit")
def test_best_weights_are_kept_when_epochs_run_out(student):
    """After the last of all epochs, too, the model has the weights of the best epoch."""
    _, kept = fit_script(student, [5, 2, 4, 3], epochs=4, patience=4)

    assert_close(kept["number"], 2.0, what="the validation loss of the weights that are kept")


@pytest.mark.task("fit")
def test_first_of_equals_is_kept(student):
    """A loss that only equals the lowest one so far is no improvement: the first weights with that loss are kept."""
    history, kept = fit_script(student, [5, 2, -2, 2, 1], epochs=5, patience=2)

    assert_close(val_losses(history), [5, 2, 2, 2], what="the list of validation losses")
    assert_close(kept["number"], 2.0, what="the number that tells the weights apart")


@pytest.mark.task("fit")
def test_best_is_the_lowest_loss(student):
    """The weights with the lowest validation loss are kept, also where others were more often right."""
    _, kept = fit_script(student, [5, 3, 1], epochs=3, patience=3, confused_below=4.0)

    assert_close(kept["number"], 1.0, what="the validation loss of the weights that are kept")


@pytest.mark.task("fit")
def test_running_statistics_are_restored_too(student, reference, device):
    """On every device the best epoch's parameters come back together with its running statistics."""
    history, state = fit_noise(student, device)

    expected_history, expected_state = fit_noise(reference, device)
    assert_close(history, expected_history, what="the history", rtol=1e-3)
    assert_close(state, expected_state, what="the parameters and buffers", rtol=1e-3)


@pytest.mark.task("fit")
@pytest.mark.timing
def test_validation_runs_once_an_epoch(student, reference):
    """An epoch takes one pass over the training data and one over the validation data."""

    def work(module, rng):
        scene = module.stage.Workload(int(rng.integers(1000)), n_samples=1024, n_validation=2048, batch_size=64)
        parts = scene.model, scene.loader, scene.val_loader, scene.optimizer, scene.criterion, scene.device
        return lambda: module.fit(*parts, epochs=1, patience=1)

    assert_as_fast(student, reference, work, at_most=4)


def train(module: Any, setting: dict[str, Any]) -> tuple[Any, Any]:
    """One epoch in a scene of the stage: the loss it returned, and the scene to look at."""
    scene = module.stage.Scene(**setting)
    return module.train_one_epoch(scene.model, scene.loader, scene.optimizer, scene.criterion, scene.device), scene


def two_epochs(module: Any, setting: dict[str, Any]) -> tuple[list[Any], Any]:
    """The losses of two epochs, and the state after them."""
    first, scene = train(module, setting)
    second = module.train_one_epoch(scene.model, scene.loader, scene.optimizer, scene.criterion, scene.device)
    return [first, second], scene.state()


def evaluate(module: Any, scene: Any) -> Any:
    return plain(module.evaluate(scene.model, scene.loader, scene.criterion, scene.device))


def measure(module: Any, setting: dict[str, Any]) -> tuple[Any, Any]:
    """An evaluation in a scene of the stage: the answer, and the scene to look at."""
    scene = module.stage.Scene(**setting)
    return evaluate(module, scene), scene


def fit(module: Any, scene: Any, *, epochs: int, patience: int) -> Any:
    loaders = scene.loader, scene.val_loader
    history = module.fit(
        scene.model, *loaders, scene.optimizer, scene.criterion, scene.device, epochs=epochs, patience=patience
    )
    return plain(history)


def val_losses(history: Any) -> Any:
    """The validation losses in a history, once it is sure to have some."""
    is_there = isinstance(history, dict) and "val_loss" in history
    require(is_there, f"`fit` returns {shape_of(history)}, expected a dict with `val_loss`.")
    return history["val_loss"]


def fit_script(
    module: Any, script: list[float], *, epochs: int, patience: int, confused_below: float = 0.0
) -> tuple[Any, Any]:
    """A training whose validation losses are known: the history, and what the model kept."""
    scene = module.stage.ScriptedScene(script, confused_below=confused_below)
    return fit(module, scene, epochs=epochs, patience=patience), scene.kept()


def fit_noise(module: Any, device: Any) -> tuple[Any, Any]:
    """Training on labels without meaning, where the validation loss soon rises: the history, and the state kept."""
    scene = module.stage.Scene(device, seed=4, n_samples=22, batch_size=6, lr=0.5, layer="batch_norm")
    return fit(module, scene, epochs=8, patience=4), scene.state()


def seed_from(rng: Any) -> int:
    return int(rng.integers(1 << 20))
