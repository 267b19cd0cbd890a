"""The long legal texts, shown on pages of their own and in 회원가입."""
