"""The curves begin at epoch 0, and the best epoch stands one too far left.

Without an x of its own a line is drawn over 0, 1, 2, ... The first epoch has the number 1.

required:
    test_curves_run_over_the_epochs
    test_best_epoch_is_marked
    test_any_history_is_drawn
    test_nan_is_not_the_best_epoch
"""


def plot_learning_curves(history):
    train = np.asarray(history["train_loss"], dtype=float)
    val = np.asarray(history["val_loss"], dtype=float)
    epochs = np.arange(len(train))
    fig, ax = plt.subplots()
    ax.plot(epochs, train, "o-", label="training")
    ax.plot(epochs, val, "s-", label="validation")
    ax.axvline(epochs[np.nanargmin(val)], linestyle="--", label="best epoch")
    ax.set_xlabel("epoch")
    ax.set_ylabel("loss")
    ax.legend()
    return fig
