"""계정관리 as every side sees it: its tabs, and what they remember."""
