"""The built-in rule kinds about bookings, each written as a plugin would write its own."""

from __future__ import annotations

from mo_network.rooms.rule_kinds.booking_deposit import BookingDeposit
from mo_network.rooms.rule_kinds.booking_horizon import BookingHorizon
from mo_network.rooms.rule_kinds.booking_lead_time import BookingLeadTime
from mo_network.rooms.rule_kinds.booking_length import BookingLength
from mo_network.rooms.rule_kinds.booking_quota import BookingQuota
from mo_network.rooms.rule_kinds.cancel_notice import CancelNotice
from mo_network.rooms.rule_kinds.caretaker import Caretaker
from mo_network.rooms.rule_kinds.user_groups import UserGroups
from mo_network.rooms.rule_kinds.waiting_list import WaitingList
from mo_network.rooms.rule_kinds.who_may_book import WhoMayBook

KINDS: tuple[type, ...] = (
    BookingLeadTime,
    BookingHorizon,
    BookingLength,
    BookingQuota,
    WhoMayBook,
    UserGroups,
    WaitingList,
    Caretaker,
    BookingDeposit,
    CancelNotice,
)

__all__ = [
    "KINDS",
    "BookingDeposit",
    "BookingHorizon",
    "BookingLeadTime",
    "BookingLength",
    "BookingQuota",
    "CancelNotice",
    "Caretaker",
    "UserGroups",
    "WaitingList",
    "WhoMayBook",
]
