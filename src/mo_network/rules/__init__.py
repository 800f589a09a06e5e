"""Rules: a hub's own judgements, as data in its file and as kinds that plugins offer."""
