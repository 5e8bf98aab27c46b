from foundation.people.access import declare, staff

declare(
    {
        "desk:home": staff,
        "desk:inbox": staff,
        "desk:done": staff,
        "desk:started": staff,
        "desk:copied": staff,
        "desk:search": staff,
        "desk:matter": staff,
        "desk:hand_on": staff,
        "desk:ask": staff,
        "desk:answer": staff,
        "desk:urge": staff,
        "desk:take_back": staff,
        "desk:copy": staff,
        "articles:index": staff,
        "articles:article": staff,
    }
)
