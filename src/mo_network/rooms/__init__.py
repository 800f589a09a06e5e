"""Rooms: who has which room when, what is closed, and what that displaces."""
