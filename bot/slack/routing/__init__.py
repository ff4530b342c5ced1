"""What handlers receive (calls) and what they use (services)."""
