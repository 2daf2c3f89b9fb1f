"""What is timed, at which scale, as ratios to a probe of the same machine at the same moment.

Milliseconds of a shared machine swing by a factor of two; the ratio of an operation to its own limit probe, measured
in turn with it, does not. Nothing here gates anything: queries, bytes and equality are gated in tests.
"""
