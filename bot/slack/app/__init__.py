"""The Bolt app and its registration lists: start here to see what the coach listens to."""
