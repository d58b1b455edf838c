"""What is wrong, and the way out: one module a family. `every` has them all, for who looks a kind up by its code."""
