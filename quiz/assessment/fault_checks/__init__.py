"""The checks of a question, each a function that yields faults."""
