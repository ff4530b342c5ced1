"""The benchmark suite: `python -m bench`. Cost side by side with a naive peer, on one machine."""
