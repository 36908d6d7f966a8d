"""Real data that installed packages carry: photographs, digits, shapes. Nothing is downloaded.

Photographs, reduced in size: scikit-learn's `china.jpg` by danielbuechele and `flower.jpg` by vultilion, both
from flickr.com, CC BY 2.0. Digits: the test part of "Optical Recognition of Handwritten Digits" (E. Alpaydin,
C. Kaynak; UCI Machine Learning Repository, 1998), which scikit-learn carries. Shapes: outlines of glyphs of
DejaVu Sans (free licence of Bitstream Vera), which matplotlib carries.
"""

from functools import cache

import numpy as np

from . import validation

PHOTOGRAPHS = ("china", "flower")
GLYPH_STEPS = 64


@cache
def photograph(name, step=5):
    """A photograph, reduced by averaging blocks of pixels.

    Parameters
    ----------
    name : {"china", "flower"}
    step : int
        Side of the blocks; the originals have 427 x 640 pixels.

    Returns
    -------
    ndarray, shape (427 // step, 640 // step, 3)
        Red, green and blue in [0, 1], as stored in the file (not linear in light).

    Raises
    ------
    ValueError, TypeError
        For another name or a step that is not a positive whole number.
    """
    from sklearn.datasets import load_sample_image

    if name not in PHOTOGRAPHS:
        raise ValueError(f"photograph: 'name' must be one of {', '.join(PHOTOGRAPHS)}, got {name!r}")
    step = validation.whole(step, "step", "photograph", low=1)
    image = load_sample_image(f"{name}.jpg") / 255
    rows, columns = (side // step for side in image.shape[:2])
    blocks = image[: rows * step, : columns * step].reshape(rows, step, columns, step, 3)
    reduced = blocks.mean(axis=(1, 3))
    reduced.flags.writeable = False
    return reduced


def palette(image, count, seed=0):
    """Colours of `count` pixels drawn without replacement, shape (count, 3)."""
    colours = np.reshape(image, (-1, 3))
    count = validation.whole(count, "count", "palette", low=1)
    if count > len(colours):
        raise ValueError(f"palette: 'count' must be at most the {len(colours)} pixels, got {count}")
    return colours[np.random.default_rng(seed).choice(len(colours), count, replace=False)]


@cache
def digits():
    """The 1797 handwritten digits, in a fixed random order.

    Returns
    -------
    images : ndarray, shape (1797, 8, 8)
        Grey values in [0, 1], 1 for ink.
    labels : ndarray of int, shape (1797,)
    """
    from sklearn.datasets import load_digits

    data = load_digits()
    order = np.random.default_rng(0).permutation(len(data.target))
    return data.images[order] / 16, data.target[order]


def turned(images, degrees):
    """Square images turned about their centres (bilinear, empty outside), anticlockwise."""
    from scipy.ndimage import rotate

    images, degrees = np.asarray(images, float), validation.real(degrees, "degrees", "turned")
    return np.clip(rotate(images, degrees, axes=(2, 1), reshape=False, order=1), 0, 1)


def glyph(character, count, seed=0):
    """Points drawn uniformly from the inside of a glyph of DejaVu Sans, its mean at 0 and its spread 1.

    Parameters
    ----------
    character : str
        One character that the font has.
    count : int
    seed : int

    Returns
    -------
    ndarray, shape (count, 2)
        Divided by the root mean square distance from the mean.
    """
    from matplotlib.font_manager import FontProperties
    from matplotlib.path import Path
    from matplotlib.textpath import TextPath

    count = validation.whole(count, "count", "glyph", low=1)
    text = TextPath((0, 0), character, size=100, prop=FontProperties(family="DejaVu Sans"))
    polygons = [Path(ring) for ring in text.to_polygons()]
    low, high = text.vertices.min(axis=0), text.vertices.max(axis=0)
    rng = np.random.default_rng(seed)
    kept = np.empty((0, 2))
    while len(kept) < count:
        points = rng.uniform(low, high, (GLYPH_STEPS * count, 2))
        inside = np.sum([polygon.contains_points(points) for polygon in polygons], axis=0) % 2 == 1
        kept = np.vstack([kept, points[inside]])
    kept = kept[:count] - kept[:count].mean(axis=0)
    return kept / np.sqrt((kept**2).sum(axis=1).mean())
