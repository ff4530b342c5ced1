"""Goals in people's own words, and how much each skill contributes to them."""
