"""Data sets have their known counts and their licences; glyphs are where the font draws them."""

import dataclasses

import numpy as np
import pytest

from ot_notebook import datasets


@pytest.mark.parametrize(
    ("name", "shape", "classes"),
    [
        ("china", (427, 640, 3), None),
        ("flower", (427, 640, 3), None),
        ("digits", (1797, 8, 8), [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]),
        ("iris", (150, 4), [50, 50, 50]),
        ("wine", (178, 13), [59, 71, 48]),
    ],
)
def test_counts(name, shape, classes):
    data = datasets.dataset(name)
    assert (data.name, data.data.shape) == (name, shape)
    counts = None if data.labels is None else np.bincount(data.labels).tolist()
    assert counts == classes
    assert data.source and data.licence.startswith("CC BY")


def test_every_record_has_data():
    assert {datasets.dataset(name).name for name in datasets.RECORDS} == set(datasets.RECORDS)


def test_data_sets_cannot_be_changed():
    iris = datasets.dataset("iris")
    with pytest.raises(ValueError, match="read-only"):
        iris.data[0, 0] = 0
    with pytest.raises(dataclasses.FrozenInstanceError):
        iris.licence = "none"
    datasets.dataset("digits")
    assert datasets.digits()[0].flags.writeable


def test_an_unknown_name_is_refused():
    with pytest.raises(ValueError, match=r"dataset: 'name' must be one of 'china', .*, got 'cat'"):
        datasets.dataset("cat")


def test_a_glyph_as_a_density():
    density = datasets.glyph_density("o", 64)
    assert density.shape == (64, 64) and density.mean() == pytest.approx(1)
    assert density[32, 32] == 0 and density.max() == pytest.approx(density[32, 6])
    upright = datasets.glyph_density("L", 64)
    assert upright[:, :20].sum() > 1.5 * upright[:, -20:].sum(), "the foot is at the bottom"
    assert upright[:32].sum() > upright[32:].sum(), "the stem is at the left"


def test_the_ground_of_a_glyph():
    density = datasets.glyph_density("o", 32, ground=0.5)
    assert (density.min(), density.mean()) == (0.5, pytest.approx(1))


@pytest.mark.parametrize("character", ["", "ab", " ", "\U0001f980", None])
def test_characters_that_the_font_does_not_draw_are_refused(character):
    with pytest.raises(ValueError, match="glyph: 'character' must be one that DejaVu Sans draws, got"):
        datasets.glyph(character, 5)
