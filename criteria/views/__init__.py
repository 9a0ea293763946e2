"""The pages of targets: one module for each topic."""
