"""Rulings: what people say about one matter that rules leave to them, for all areas alike."""
