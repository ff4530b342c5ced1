"""From search results to a cited answer: composed from passages, or verified model text."""
