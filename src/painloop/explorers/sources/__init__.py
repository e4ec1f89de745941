"""What an explorer's curves come from, as data; the script of the same name in `web/sources/` computes them."""
