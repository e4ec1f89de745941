"""An equation followed in time: doses in, trajectory out."""
