"""Which skills to learn next, and the true reason for each. Pure."""
