"""What the book costs its readers in time and bytes, measured beside the usual ways."""
