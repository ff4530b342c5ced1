"""The Slack bot, its command line, and everything it decides and stores."""
