from foundation.people.access import declare, staff

declare({"notifications:*": staff})
