from foundation.people.access import declare, staff

# Each of these also asks whether the matter is visible, or the work one's own.
declare(
    {
        "papers:attach": staff,
        "papers:download": staff,
        "papers:void": staff,
        "papers:print": staff,
        "papers:print_many": staff,
        "papers:works": staff,
        "papers:work": staff,
        "papers:cancel": staff,
        "papers:result": staff,
    }
)
