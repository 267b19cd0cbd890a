"""What the screens of 공지사항 and 문의 share."""
