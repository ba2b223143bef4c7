"""What to predict before `training_loop` is run."""

from learnnn.checks import tensor


def loss_at_the_start(student) -> float:
    """A model sorts into 3 classes. It has small random weights and has learned nothing. Which cross-entropy does `evaluate` measure, roughly?

    ln 3 = 1.0986. With small weights all scores are near 0, so that the softmax gives each class about 1/3, and the
    cross-entropy of a guess of 1/3 is -ln(1/3). With C classes it is ln C. Compare the first loss of every training with
    that number: if it is far off, something is wrong before the first step.
    """
    scene = student.stage.Scene(n_samples=60)
    scene.model.load_state_dict({name: tensor(0.1 * value) for name, value in scene.state().items()})
    loss, _ = student.evaluate(scene.model, scene.loader, scene.criterion, scene.device)
    return loss
