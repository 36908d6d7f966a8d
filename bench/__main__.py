"""``python -m bench``: the solvers against the field's libraries, then from input to painted frame."""

from bench import frames, python_solvers, solvers

solvers.main([8, 16, 32, 64])
print()
python_solvers.main(python_solvers.SIZES)
print()
frames.main()
