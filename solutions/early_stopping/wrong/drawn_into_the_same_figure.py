"""A second plot is drawn on top of the first: lines are there twice.

`plt.plot` draws into the figure that happens to be there. Make a new one at the start.

required:
    test_each_plot_is_a_new_figure
"""


def plot_learning_curves(history):
    train = np.asarray(history["train_loss"], dtype=float)
    val = np.asarray(history["val_loss"], dtype=float)
    epochs = np.arange(1, len(train) + 1)
    fig, ax = plt.gcf(), plt.gca()
    ax.plot(epochs, train, "o-", label="training")
    ax.plot(epochs, val, "s-", label="validation")
    ax.axvline(epochs[np.nanargmin(val)], linestyle="--", label="best epoch")
    ax.set_xlabel("epoch")
    ax.set_ylabel("loss")
    ax.legend()
    return fig
