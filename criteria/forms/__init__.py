"""What people type in this room: one module for each topic."""
