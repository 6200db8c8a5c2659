"""What helps a host: pages drawn before, and finished HTML that is held back."""
