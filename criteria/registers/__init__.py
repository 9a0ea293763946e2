"""Registers as other systems export them, read for their figures alone (domain: codes, days and marks).

Names, addresses and telephones of citizens never leave the columns they stand in: nothing here returns them,
nothing stores them, no reason quotes them.
"""
