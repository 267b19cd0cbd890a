"""감사 기록: what the owner's and the operator's screens share."""
