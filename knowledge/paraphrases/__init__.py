"""How people put things in everyday words, such as 'wake me when it breaks' for alerting."""
