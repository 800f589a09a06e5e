"""Seasons: regular weekly slots of rooms, shared out for half a year among all who wish for one."""
