"""How a question finds its sections: one idea a file, all of it pure."""
