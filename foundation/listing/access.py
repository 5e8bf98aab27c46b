from foundation.people import access

# Which kinds of import somebody may use is each ImportSpec's own ``may_import``; else 404.
access.declare({"listing:*": access.staff})
