"""Controls that pages are assembled from, one a file; none knows a service."""
