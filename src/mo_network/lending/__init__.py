"""Lending: what there is to lend, to whom it is promised, what is out, and what comes back late."""
