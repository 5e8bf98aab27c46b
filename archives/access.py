from archives.roles import ARCHIVE_ROOM, DEPARTMENT_ARCHIVIST
from foundation.people.access import declare, holds_any, staff

# Which records a person sees, and what they may do there, the record itself decides.
declare(
    {
        "archives:list": staff,
        "archives:register": staff,
        "archives:document": staff,
        "archives:amend": staff,
        "archives:collect": staff,
        "archives:send_back": staff,
        "archives:hand_in": staff,
        "archives:void": staff,
        "archives:link": staff,
        "archives:unlink": staff,
        "archives:place": staff,
        "archives:take_out": staff,
        "archives:regroup": staff,
        "archives:transfers": staff,
        "archives:offer": holds_any(DEPARTMENT_ARCHIVIST),
        "archives:transfer": staff,
        "archives:sign": staff,
        "archives:volumes": staff,
        "archives:open_volume": holds_any(ARCHIVE_ROOM),
        "archives:reorder": staff,
        "archives:compile": staff,
        "archives:verify": staff,
        "archives:return_volume": staff,
        "archives:shelve": staff,
        "archives:reopen": staff,
        "archives:remark": staff,
        "archives:void_volume": staff,
        "archives:volume": staff,
        "archives:schemes": staff,
        "archives:draft_scheme": staff,
        "archives:scheme": staff,
        "archives:copy_scheme": staff,
        "archives:add_clause": staff,
        "archives:drop_clause": staff,
        "archives:adopt_scheme": staff,
    }
)
