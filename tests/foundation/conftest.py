import pytest


@pytest.fixture
def own_policies(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test declares stays in the test, its citations too."""
    # Here: pytest reads this file before Django has its settings.
    from foundation.articles import declarations as articles
    from foundation.policies import declarations as policies

    monkeypatch.setattr(policies, "_policies", dict(policies._policies))
    monkeypatch.setattr(articles, "_citations", list(articles._citations))
