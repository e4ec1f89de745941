"""What an instructor uploads: the questions of the book for a learning platform, and graded ones."""
