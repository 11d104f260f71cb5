"""Answers that another survey tool collected: what a file means, and bringing it in."""
