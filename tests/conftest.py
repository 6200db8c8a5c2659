"""What all tests share: how many examples the laws are tried on."""

import os

from hypothesis import HealthCheck, settings

_ALWAYS = {
    "deadline": None,  # no test judges by the clock
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
}
settings.register_profile("here", max_examples=100, **_ALWAYS)
settings.register_profile("ci", max_examples=100, derandomize=True, **_ALWAYS)
settings.register_profile("mutants", max_examples=25, derandomize=True, **_ALWAYS)
settings.register_profile("fuzz", max_examples=400, database=None, print_blob=True, **_ALWAYS)  # a round of `make fuzz`
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "here"))
