"""Files to seeds: reports shape, that is, what keeps a seed from being made at all."""
