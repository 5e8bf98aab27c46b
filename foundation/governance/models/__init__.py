from foundation.governance.models.handover import Handover, HandoverItem
from foundation.governance.models.policy_change import PolicyChange

__all__ = ["Handover", "HandoverItem", "PolicyChange"]
