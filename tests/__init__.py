"""The tests: the folders mirror ``hooks/handbook``; ``site`` goes from end to end."""
