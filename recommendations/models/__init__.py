"""Records of what is asked of whom."""

from recommendations.models.recommendation import Obligation, Recommendation

__all__ = ["Obligation", "Recommendation"]
