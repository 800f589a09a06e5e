"""The directory: organisations, who belongs to whom, hubs and who runs them."""
