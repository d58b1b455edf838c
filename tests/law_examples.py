"""The examples of laws: the same in each run, on any machine, unless more are asked for."""

import os

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

MORE = int(os.environ.get("CERTEVAL_EXAMPLES", "1"))
"""CERTEVAL_EXAMPLES=20: the laws of random référentiels take twenty times as many examples; all laws take new ones."""

if MORE == 1:
    # hypothesis also tries the numbers and texts of our own code, of the modules imported so far: others in each worker
    providers._get_local_constants = lambda: providers._local_constants

settings.register_profile(
    "certeval",
    derandomize=MORE == 1,
    deadline=None,  # nor is a loaded machine a fault of what is told
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("certeval")
