"""The line `best epoch` stands at an epoch whose loss is NaN.

NumPy's `argmin` takes NaN for the lowest number. It has a sister that passes over it.

required:
    test_nan_is_not_the_best_epoch
"""


def plot_learning_curves(history):
    train = np.asarray(history["train_loss"], dtype=float)
    val = np.asarray(history["val_loss"], dtype=float)
    epochs = np.arange(1, len(train) + 1)
    fig, ax = plt.subplots()
    ax.plot(epochs, train, "o-", label="training")
    ax.plot(epochs, val, "s-", label="validation")
    ax.axvline(epochs[np.argmin(val)], linestyle="--", label="best epoch")
    ax.set_xlabel("epoch")
    ax.set_ylabel("loss")
    ax.legend()
    return fig
