"""The people of the workspace, and what each of them does with the app."""
