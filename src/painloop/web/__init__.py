"""The scripts that compute and draw every explorer, and what Python needs to speak with them."""
