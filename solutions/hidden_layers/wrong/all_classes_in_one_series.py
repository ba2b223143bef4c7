"""No series is labelled with a class: all points of a layer are drawn together.

Colours alone do not tell which class is which. Draw the points of one class at a time, each with its label.

required:
    test_each_class_is_drawn_where_it_lies
    test_legend_shows_the_classes
    test_any_layers_are_drawn
"""


def plot_hidden(layers, y):
    fig = plt.figure()
    for i, name in enumerate(layers):
        ax = fig.add_subplot(1, len(layers), i + 1)
        h = layers[name]
        ax.scatter(h[:, 0], h[:, 1], c=y)
        ax.set_title(name)
        ax.set_xlabel("unit 0")
        ax.set_ylabel("unit 1")
    return fig
