"""What people log about their learning, and what it says about them. Pure."""
