"""Real data that installed packages carry: photographs, digits, shapes. Nothing is downloaded.

Photographs, reduced in size: scikit-learn's `china.jpg` by danielbuechele and `flower.jpg` by vultilion, both
from flickr.com, CC BY 2.0. Digits: the test part of "Optical Recognition of Handwritten Digits" (E. Alpaydin,
C. Kaynak; UCI Machine Learning Repository, 1998), which scikit-learn carries. Shapes: outlines of glyphs of
DejaVu Sans (free licence of Bitstream Vera), which matplotlib carries.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from . import measures, validation

PHOTOGRAPHS = ("china", "flower")
GLYPH_STEPS = 64
GLYPH_FILLS = 0.9

UCI = "UCI Machine Learning Repository"
UCI_LICENCE = "CC BY 4.0, by the repository; scikit-learn states none"
RECORDS = {
    "china": ("danielbuechele, flickr.com/photos/danielbuechele/6061409035", "CC BY 2.0"),
    "flower": ("vultilion, flickr.com/photos/vultilion/6056698931", "CC BY 2.0"),
    "digits": (f"E. Alpaydin and C. Kaynak, 1998; {UCI}", UCI_LICENCE),
    "iris": (f"R. A. Fisher, 1936, two entries corrected as in R; {UCI}", UCI_LICENCE),
    "wine": (f"M. Forina and others, PARVUS, 1988; {UCI}", UCI_LICENCE),
}
"""Source and licence of every data set; scikit-learn carries them all."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """Data with the source and the licence that whoever shows them states.

    Attributes
    ----------
    name : str
    data : ndarray
        Photographs: (427, 640, 3), colours in [0, 1]; digits: (1797, 8, 8), ink in [0, 1]; iris: (150, 4),
        in cm; wine: (178, 13), each quantity in its own unit.
    labels : ndarray of int, or None
        Class of each row, where there are classes.
    source, licence : str
    """

    name: str
    data: np.ndarray
    labels: np.ndarray | None
    source: str
    licence: str


@cache
def dataset(name):
    """A data set of `RECORDS`, with its source and licence.

    Parameters
    ----------
    name : {"china", "flower", "digits", "iris", "wine"}

    Returns
    -------
    Dataset
        Its data cannot be written to.

    Raises
    ------
    ValueError
        For another name.
    """
    validation.choice(name, RECORDS, "name", "dataset")
    data, labels = _load(name)
    data = np.array(data)
    data.flags.writeable = False
    return Dataset(name, data, labels, *RECORDS[name])


def _load(name):
    from sklearn.datasets import load_iris, load_wine

    if name in PHOTOGRAPHS:
        return photograph(name, 1), None
    if name == "digits":
        return digits()
    table = {"iris": load_iris, "wine": load_wine}[name]()
    return table.data, table.target


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
    count = validation.whole(count, "count", "glyph", low=1)
    inside, low, high = _outline(character, "glyph")
    rng = np.random.default_rng(validation.whole(seed, "seed", "glyph"))
    kept = np.empty((0, 2))
    while len(kept) < count:
        points = rng.uniform(low, high, (GLYPH_STEPS * count, 2))
        kept = np.vstack([kept, points[inside(points)]])
    kept = kept[:count] - kept[:count].mean(axis=0)
    return kept / np.sqrt((kept**2).sum(axis=1).mean())


def glyph_density(character, size=64, ground=0.0):
    """A glyph of DejaVu Sans as a density on the unit square, of mean 1, as large as fits with a margin.

    Parameters
    ----------
    character : str
        One character that the font has.
    size : int
        Cells on a side.
    ground : float
        Share of the mass that is spread evenly, in [0, 1].

    Returns
    -------
    ndarray, shape (size, size)
        Indexed as `measures.shape_density`.

    Raises
    ------
    ValueError, TypeError
        For a character that the font does not draw, fewer than two cells or a share out of range.
    """
    size = validation.whole(size, "size", "glyph_density", low=2)
    ground = validation.real(ground, "ground", "glyph_density", low=0, high=1)
    inside, low, high = _outline(character, "glyph_density")
    middle, scale = (low + high) / 2, (high - low).max() / 2 / GLYPH_FILLS

    def drawn(x, y):
        return inside(middle + scale * np.c_[x.ravel(), y.ravel()]).reshape(x.shape)

    return measures.covered(drawn, size, ground)


def _outline(character, where):
    """Which points are inside a glyph (by the even-odd rule), and the corners of its box."""
    from matplotlib.font_manager import FontProperties, findfont, get_font
    from matplotlib.path import Path
    from matplotlib.textpath import TextPath

    font = FontProperties(family="DejaVu Sans")
    known = isinstance(character, str) and len(character) == 1
    if not known or character.isspace() or not get_font(findfont(font)).get_char_index(ord(character)):
        raise ValueError(f"{where}: 'character' must be one that DejaVu Sans draws, got {character!r}")
    text = TextPath((0, 0), character, size=100, prop=font)
    polygons = [Path(ring) for ring in text.to_polygons()]

    def inside(points):
        return np.sum([polygon.contains_points(points) for polygon in polygons], axis=0) % 2 == 1

    return inside, text.vertices.min(axis=0), text.vertices.max(axis=0)
