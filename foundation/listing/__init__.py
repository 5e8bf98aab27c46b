"""Lists and spreadsheets: tables with filters and pages by key, Excel out, Excel in."""
