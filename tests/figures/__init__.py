"""What the tests and the bench know of each live figure, one module a figure, named as the figure is.

A module has

- ``PAGE``: the page that shows the figure, as ``_toc.yml`` names it below ``book/``;
- ``HANDLE``: the key of a handle that can be dragged;
- ``DRAG``: by how many pixels it is dragged, ``(dx, dy)``, on a page and on a phone; it changes the state;
- ``KEY``: an arrow key that moves it;
- ``largest()``: a state of the largest size that the figure takes;
- ``random_states(rng)``: about twenty whole states, all corners of the figure among them;
- ``DEGENERATE``: parts of a state by name, each valid and hard: coincident points, no mass, one point;
- ``REFUSED``: parts of a state that are not valid;
- ``BOUND``: names of inputs whose numbers depend on one another, such as weights of mass 1;
- ``SOLVED``: a part of a state that meets the challenge, or a list of parts to be set in turn;
- ``FREE``: names of outputs that an optimum does not determine, such as plans and potentials;
- ``certify(state, result)``: asserts that the outputs in ``FREE`` and the certificate are what they claim to
  be, from the state alone, without the solvers of either side. All other outputs are compared with Python's.
"""
