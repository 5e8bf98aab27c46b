from foundation.people.access import declare, staff

# Which duties a person sees, and what they may do there, the duty itself decides.
declare({"duties:*": staff})
