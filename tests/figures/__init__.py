"""What the tests and the bench know of each live figure, one module a figure, named as the figure is.

A module has

- ``PAGE``: the page that shows the figure, as ``_toc.yml`` names it below ``book/``;
- ``HANDLE``: the key of a handle that can be dragged;
- ``largest()``: a state of the largest size that the figure takes.
"""
