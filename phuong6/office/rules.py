"""Who may do what with papers of every kind. Roles belong to campaigns: here a permission is asked."""


def may_scan(user, row=None) -> bool:
    """Bring back stacks of signed sheets: units for their own papers, the Nội vụ officer for all."""
    return user.has_perm("office.add_scanbatch")


def holds(user, permission: str) -> bool:
    """Whether a role gives the permission; being a superuser gives none."""
    return permission in user.get_all_permissions()


def may_read_register(user, row=None) -> bool:
    """Nội vụ, the chairman, statistics and the administrator read the sổ văn bản đi; units never."""
    return holds(user, "office.view_issuedpaper")


def may_keep_register(user, row=None) -> bool:
    """Nội vụ enters numbers by hand, voids them and completes the lines."""
    return holds(user, "office.change_issuedpaper")


def may_correct(user, row=None) -> bool:
    """Nội vụ draws up a công văn đính chính."""
    return holds(user, "office.add_correction")


def may_send_messages(user, row=None) -> bool:
    """Those who urge the units on look messages through, edit and release them."""
    return user is not None and holds(user, "office.change_message")


def the_software(user, row=None) -> bool:
    """A move nobody presses: a timed command makes it, with no person behind it."""
    return user is None
