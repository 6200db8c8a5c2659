"""The tests mirror ``hooks/handbook``; ``site/`` holds those of the whole."""
