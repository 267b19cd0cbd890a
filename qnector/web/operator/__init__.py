"""What the screens of the operator share."""
