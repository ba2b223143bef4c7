"""`learnnn data`: real data that comes with no package."""

from __future__ import annotations

import click


@click.command("data")
@click.argument("name", type=click.Choice(["mnist"]))
def command(name: str) -> None:
    """Fetch a data set, once, for the exercises that can use it: `mnist`.

    It goes into your cache, or into the folder that the environment variable LEARNNN_DATA names. Each file is checked
    against its checksum. Without MNIST every exercise runs on scikit-learn's digits.
    """
    from learnnn import data

    folder = data.fetch_mnist(click.echo)
    images, _ = data.mnist()
    click.echo(f"{name}: {len(images):,} images in {folder}")
