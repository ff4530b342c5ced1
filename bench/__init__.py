"""The benchmark suite, `python -m bench`: cost next to a naive peer, on one machine."""
