"""One command = parse, call one function, print."""
