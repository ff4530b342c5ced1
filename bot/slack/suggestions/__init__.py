"""What to learn next: `/next`, `/goal`, and the buttons under a suggestion."""
