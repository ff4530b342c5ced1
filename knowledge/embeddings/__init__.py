"""Embedding models: MiniLM on ONNX Runtime, or any sentence-transformers model."""
