"""Speed claims, each measured beside a peer or a floor in the same run."""
