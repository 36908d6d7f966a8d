# ---
# jupyter:
#   kernelspec: {name: python3, display_name: Python 3, language: python}
# ---

# The figure `assignment` as a notebook would have it whose slider asks a kernel, in two ways: an SVG that is
# put into a widget, the least that can be drawn and sent, and a figure of matplotlib drawn anew.

# %%
import json

import ipywidgets as widgets
import matplotlib.pyplot as plt
import numpy as np
import ot
from IPython.display import display
from matplotlib.collections import LineCollection

with open("points.json") as file:
    points = json.load(file)
x, y = np.array(points["x"]), np.array(points["y"])
a, b = np.full(len(x), 1 / len(x)), np.full(len(y), 1 / len(y))
distances = ot.dist(x, y, metric="euclidean")
exponent = {"min": 1, "max": 4, "step": 0.1, "value": 2, "description": "p"}


def solve(p):
    """The pairs of the cheapest map, and its cost."""
    cost = distances**p
    plan = ot.emd(a, b, cost)
    return np.argwhere(plan > 0), np.sum(plan * cost)


# %%
def svg(p):
    """Points, pairs and value as text."""
    pairs, value = solve(p)
    lines = "".join(
        f'<path d="M{x[i, 0]:.3f} {x[i, 1]:.3f}L{y[j, 0]:.3f} {y[j, 1]:.3f}" stroke="#7a5ac2"/>'
        for i, j in pairs
    )
    discs = "".join(f'<circle cx="{u:.3f}" cy="{v:.3f}" r=".015" fill="#0b6aa8"/>' for u, v in x)
    discs += "".join(f'<circle cx="{u:.3f}" cy="{v:.3f}" r=".015" fill="#d9631e"/>' for u, v in y)
    drawing = f'<svg viewBox="0 0 1.5 1" width="480" stroke-width=".006">{lines}{discs}</svg>'
    return f"{drawing}<p>p = {p:.1f}, value {value:.6f}</p>"


slider = widgets.FloatSlider(**exponent)
text = widgets.HTML(svg(slider.value))
slider.observe(lambda change: text.set_trait("value", svg(change["new"])), "value")
display(widgets.VBox([slider, text]).add_class("way-svg"))

# %%
# %matplotlib inline


def draw(p):
    """Points, pairs and value as a figure."""
    pairs, value = solve(p)
    axes = plt.figure(figsize=(6, 4)).add_subplot()
    axes.add_collection(LineCollection([(x[i], y[j]) for i, j in pairs], color="#7a5ac2"))
    axes.scatter(*x.T, color="#0b6aa8", zorder=2)
    axes.scatter(*y.T, color="#d9631e", marker="s", zorder=2)
    axes.set_axis_off()
    axes.set_title(f"p = {p:.1f}, value {value:.6f}")
    plt.show()


slider = widgets.FloatSlider(**exponent)
plot = widgets.interactive_output(draw, {"p": slider})
display(widgets.VBox([slider, plot]).add_class("way-matplotlib"))
