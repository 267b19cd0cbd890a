"""The drawings of the demo market's products."""
