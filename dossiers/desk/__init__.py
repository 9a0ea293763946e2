"""The Nội vụ officer's desk: custom pages inside the admin, under /quan-tri/ho-so/."""
