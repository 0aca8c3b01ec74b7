"""What pages and summaries cost, measured; `make bench` prints it."""
