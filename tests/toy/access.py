from foundation.people.access import declare, staff

declare({"toy:detail": staff})
