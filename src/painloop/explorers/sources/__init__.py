"""Where an explorer's curves come from; each has a twin of the same kind in `web/sources/`, function for function."""
