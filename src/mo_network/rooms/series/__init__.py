"""Bookings that come again and again: what is promised, kept, left out and in their way."""
