"""Help for authors: new entries and seeds, works taken over from other programs, safe repairs.

This floor lies above ``validate``, beside ``write``: it is given a handbook that was judged, and changes files below
``seeds/`` and ``docs/`` and nothing else. Whatever it writes is read back and held against the schemas first.
"""
