"""Records of what is asked of whom."""

from recommendations.models.recommendation import Obligation, Recommendation
from recommendations.models.urging import Urging

__all__ = ["Obligation", "Recommendation", "Urging"]
