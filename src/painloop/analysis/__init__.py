"""What the models imply: fixed points, folds, thresholds, doses, courses, sensitivity, and the statistics of trials."""
