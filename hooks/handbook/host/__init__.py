"""What any host of the handbook needs beside the site itself: pages that are quick to draw, and what was drawn before."""
