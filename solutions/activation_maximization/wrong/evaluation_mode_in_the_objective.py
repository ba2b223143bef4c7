"""The model is in evaluation mode after `objective`, whatever it was in before.

The mode is a matter of whoever asks. Which of the functions is to switch it, and back?

required:
    test_objective_leaves_the_mode
"""


def objective(model, unit, x, l2):
    model.eval()
    answers = model(x[None])
    return answers[0, unit] - l2 * (x**2).sum()
