"""Side-by-side measurements. No test asserts a time; what is claimed of speed is measured here, beside a reference."""
