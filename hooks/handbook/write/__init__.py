"""A handbook to pages and files: total, it never fails; faults were found before."""
