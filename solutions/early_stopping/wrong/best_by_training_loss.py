"""The line `best epoch` stands where the training loss is lowest.

The training loss falls to the end. Which loss says when the network was at its best for other examples?

required:
    test_best_epoch_is_marked
    test_any_history_is_drawn
    test_nan_is_not_the_best_epoch
"""


def plot_learning_curves(history):
    train = np.asarray(history["train_loss"], dtype=float)
    val = np.asarray(history["val_loss"], dtype=float)
    epochs = np.arange(1, len(train) + 1)
    fig, ax = plt.subplots()
    ax.plot(epochs, train, "o-", label="training")
    ax.plot(epochs, val, "s-", label="validation")
    ax.axvline(epochs[np.nanargmin(train)], linestyle="--", label="best epoch")
    ax.set_xlabel("epoch")
    ax.set_ylabel("loss")
    ax.legend()
    return fig
