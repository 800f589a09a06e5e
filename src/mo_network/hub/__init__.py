"""The door: hubs, their files, replay, alternatives, and what crosses areas."""
