"""Layers used lately, within a bound."""

from collections import OrderedDict
from threading import Lock

from knowledge.retrieval.sparse import Layer


class Recent:
    """Layers by name, as many as hold ``limit`` rows together. Safe to share between threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._lock = Lock()
        self._layers: OrderedDict[str, Layer] = OrderedDict()

    def get(self, name: str) -> Layer | None:
        """The layer of that name, if it is still here; it counts as used now."""
        with self._lock:
            if name in self._layers:
                self._layers.move_to_end(name)
            return self._layers.get(name)

    def put(self, name: str, layer: Layer) -> None:
        """Keeps a layer, and lets go of those used longest ago."""
        with self._lock:
            if name in self._layers:
                self._size -= self._layers.pop(name).size
            self._layers[name] = layer
            self._size += layer.size
            while self._size > self._limit:
                self._size -= self._layers.popitem(last=False)[1].size
