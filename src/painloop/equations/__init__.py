"""What an equation is and how it is printed: as LaTeX, as NumPy, as JavaScript."""
