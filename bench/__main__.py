"""``python -m bench``: the solvers against POT and SciPy, then the time from input to painted frame."""

from bench import frames, solvers

solvers.main([8, 16, 32, 64])
print()
frames.main()
