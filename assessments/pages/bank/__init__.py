"""The editors' pages: question banks, their editions, and files of them."""
