"""The field's vocabulary: what a term means, its other names, and related words."""
