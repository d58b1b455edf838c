"""Values read from a file to a pydantic model, and a model's refusals to findings at the exact key.

A document comes in; a model comes out, and every mistake with its place, the habit it comes from and its way out.
"""
