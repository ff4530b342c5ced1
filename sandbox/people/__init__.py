"""The people of the workspace: who there is, and what each of them does with the app."""
