"""When a nudge goes out, what it contains, and what people reply to it. Pure."""
