"""What 회사 설정 of the seller shows."""

from qnector.web.account.company_state import CompanyDesk
from qnector.web.guard import Screen


class SellerCompanyState(CompanyDesk, Screen):
    """계정관리 (회사 설정), as the seller sees it."""
