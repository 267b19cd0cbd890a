"""Which 약관 and which 개인정보 처리방침 hold now: sign-up stores what somebody agreed to.

A change of a text's meaning gets a new version here and a new day on its page.
"""

from datetime import date

TERMS_VERSION = "1.0"
TERMS_SINCE = date(2026, 12, 1)

NEWS_VERSION = "1.0"
NEWS_SINCE = date(2026, 12, 1)

PRIVACY_VERSION = "1.0"
PRIVACY_SINCE = date(2026, 12, 1)
