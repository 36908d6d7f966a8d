"""What every drawing of a page keeps."""

import re

PHONE = 358  # pixels that a phone of 390 leaves beside its margins
SMALLEST = 9.5


def assert_legible(drawing, most):
    """At most `most` characters of SVG, in the colours of the palette, words readable on a phone."""
    svg = drawing.to_svg()
    assert len(svg) < most
    assert re.findall(r"#[0-9a-fA-F]{6}", re.sub(r"var\(--[a-z-]+,#[0-9a-f]{6}\)", "", svg)) == []
    width = float(re.search(r'viewBox="0 0 ([\d.]+)', svg)[1])
    sizes = [float(size) for size in re.findall(r"font-size:([\d.]+)px", svg)]
    assert min(sizes) * PHONE / width >= SMALLEST
