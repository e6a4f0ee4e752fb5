"""Reference scales: what official indices and arithmetic ask of a figure, and by what key it is gathered. Pure."""

from claims.matching.scales.arithmetic import arithmetic
from claims.matching.scales.bands import Finding, Near, question
from claims.matching.scales.data import Scale, ScaleFileError, read_scales, read_words, scales
from claims.matching.scales.names import Named, measure_key, measured, slug, year_of

__all__ = [
    "Finding",
    "Named",
    "Near",
    "Scale",
    "ScaleFileError",
    "arithmetic",
    "measure_key",
    "measured",
    "question",
    "read_scales",
    "read_words",
    "scales",
    "slug",
    "year_of",
]
