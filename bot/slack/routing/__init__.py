"""What handlers receive and use: the types of calls, and the services behind them."""
