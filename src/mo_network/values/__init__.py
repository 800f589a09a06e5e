"""Values: money, days, slots, sources, ids, and the wire. They know nothing of networks."""
