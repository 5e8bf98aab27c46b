from foundation.people import access, roles

SYSTEM_ADMINISTRATORS = access.holds_any(roles.SYSTEM_ADMIN)

access.declare(
    {
        "operations:live": access.everyone,
        "operations:ready": access.everyone,
        "operations:backups": SYSTEM_ADMINISTRATORS,
        "operations:mails": SYSTEM_ADMINISTRATORS,
        "operations:mail": SYSTEM_ADMINISTRATORS,
        "operations:mail_html": SYSTEM_ADMINISTRATORS,
    }
)
