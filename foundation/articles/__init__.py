"""Articles of the regulations, how each is enforced, and the one kind of refusal that cites them."""

from foundation.articles.declarations import Article, Kind, RegulationConfig
from foundation.articles.refusal import Refusal

__all__ = ["Article", "Kind", "Refusal", "RegulationConfig"]
