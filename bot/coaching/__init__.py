"""Pure decisions: time and data are arguments, nothing is read or sent."""
