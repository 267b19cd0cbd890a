"""What 주문 관리 of both sides share: the list, the detail window, their rows of text."""
