"""What each kind of source is told, as data; the script of that kind in `web/sources/` computes its curves."""
