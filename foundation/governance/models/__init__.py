from foundation.governance.models.policy_change import PolicyChange

__all__ = ["PolicyChange"]
