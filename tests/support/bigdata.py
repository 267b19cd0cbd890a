"""The rows of the market that `bigplan` draws up, table by table, parents first."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from json import dumps
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Engine

from qnector.core import clock
from qnector.core.money import ONE, won_text
from qnector.domain.billing.service import PLANS
from tests.support.bigplan import STEP, BigData, Product, Sale, Size, plan
from tests.support.bulk import Row, bulk

CLOSED = {"completed", "cancelled"}
TITLES = ("배송 일정 안내", "가격 변경 안내", "재고 문의", "세금계산서 문의", "휴무 안내")


class Table(NamedTuple):
    """Where rows go, and what makes them."""

    name: str
    columns: str
    rows: Callable[[BigData], Iterable[Row]]


def fill(engine: Engine, size: Size, *, workbook: Path | None = None) -> BigData:
    """Fill an empty database that has its tables. `workbook` holds what the first seller sells."""
    data = plan(size, workbook)
    with bulk(engine) as loading:
        for table in TABLES:
            loading.insert(table.name, table.columns.split(), table.rows(data))
    return data


def _stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S.%f}"


def _now() -> str:
    return _stamp(clock.now())


def _name(data: BigData, company: int) -> str:
    if company in data.idle:
        return f"회사 {company * STEP % 10_000:04d}"
    if company in data.sellers:
        return f"도매 {company:02d}"
    return f"상회 {company - data.buyers[0]:03d}"


def _plans(_data: BigData) -> Iterator[Row]:
    for row in PLANS:
        yield [getattr(value, "value", value) for value in row]


def _companies(data: BigData) -> Iterator[Row]:
    for key in (*data.sellers, *data.buyers, *data.idle):
        is_seller = data.sells(key)
        yield (
            key, _name(data, key), f"{8_200_000_000 + key}", *[""] * 8, not is_seller, is_seller,
            "unverified", "included", True, _now(), *[""] * 7, True,
        )  # fmt: skip


def _users(data: BigData) -> Iterator[Row]:
    for key in (*data.sellers, *data.buyers):
        yield key, key, f"user{key}@big.test", "", f"사람 {key}", "owner", False, True, _now()
    yield data.operator, None, "operator@big.test", "", "운영자", "owner", True, True, _now()


def _subscriptions(data: BigData) -> Iterator[Row]:
    for key in (*data.sellers, *data.buyers):
        yield key, "special", _now()


def _connections(data: BigData) -> Iterator[Row]:
    pairs = [(buyer, seller) for buyer in data.buyers for seller in data.shops(buyer)]
    pairs += [(one, one + 1) for one in data.idle[:-1] if data.sells(one + 1)]
    for buyer, seller in pairs:
        yield buyer, seller, "approved", "", _now(), _now(), "next_month_end", 0


def _shelf_ids(data: BigData) -> dict[tuple[int, str], int]:
    named = {(one.seller, one.category) for one in _products_of(data)}
    return {name: key for key, name in enumerate(sorted(named), 1)}


def _categories(data: BigData) -> Iterator[Row]:
    for (seller, name), key in _shelf_ids(data).items():
        yield key, seller, name, key


def _products_of(data: BigData) -> Iterator[Product]:
    for shelf in data.shelves.values():
        yield from shelf


def _products(data: BigData) -> Iterator[Row]:
    ids = _shelf_ids(data)
    for one in _products_of(data):
        yield (
            one.id, one.seller, one.sku, one.name, "", one.unit, ids[one.seller, one.category],
            one.price, "taxed", one.stock * ONE, 0, ONE, ONE, "on_sale", _now(), _now(),
        )  # fmt: skip


def _amount(sale: Sale) -> int:
    return sum(product.price * units for product, units in sale.basket)


def _vat(sale: Sale) -> int:
    return sum(product.price * units // 11 for product, units in sale.basket)


def _summary(sale: Sale) -> str:
    return f"{sale.basket[0][0].name} 외 {len(sale.basket) - 1}건"


def _orders(data: BigData) -> Iterator[Row]:
    for sale in data.sales:
        amount, vat = _amount(sale), _vat(sale)
        is_done = sale.status == "completed"
        yield (
            sale.id, sale.number, sale.buyer, sale.seller, sale.buyer, _name(data, sale.buyer),
            _name(data, sale.seller), sale.status,
            "pending" if sale.status == "cancel_requested" else None, "included",
            len(sale.basket), sum(units for _, units in sale.basket) * ONE, amount - vat, vat,
            amount, _summary(sale), "김받음", "0212345678", "04524", "서울 중구 세종대로 110", "",
            "",
            False, _stamp(sale.at), _day(sale.at), _stamp(_closed(sale)) if is_done else None,
            _day(_closed(sale)) if is_done else None,
        )  # fmt: skip


def _closed(sale: Sale) -> datetime:
    return min(sale.at + timedelta(days=3), clock.now())


def _day(moment: datetime) -> str:
    return clock.seoul_day(moment).isoformat()


def _lines(data: BigData) -> Iterator[Row]:
    for sale in data.sales:
        for place, (one, units) in enumerate(sale.basket, 1):
            amount = one.price * units
            vat = amount // 11
            yield (
                sale.id, one.id, place, one.name, one.sku, "", one.unit, 0, units * ONE, 0,
                one.price, "base", "taxed", amount - vat, vat, amount,
            )  # fmt: skip


def _history(sale: Sale) -> Iterator[tuple[str, str | None, str, int, datetime]]:
    """What happened to an order: kind, before, after, company, moment."""
    yield "placed", None, "pending", sale.buyer, sale.at
    later = sale.at + timedelta(minutes=4)
    if sale.status in {"processing", "completed"}:
        yield "accepted", "pending", "processing", sale.seller, later
    if sale.status == "completed":
        yield "completed", "processing", "completed", sale.seller, _closed(sale)
    if sale.status == "cancelled":
        yield "cancelled", "pending", "cancelled", sale.seller, later
    if sale.status == "cancel_requested":
        yield "cancel_requested", "pending", "cancel_requested", sale.buyer, later


def _events(data: BigData) -> Iterator[Row]:
    for sale in data.sales:
        for kind, before, after, company, at in _history(sale):
            yield sale.id, kind, before, after, company, company, "", _stamp(at)


def _settlements(data: BigData) -> Iterator[Row]:
    for sale in data.sales:
        if sale.status == "completed":
            opened = clock.seoul_day(_closed(sale))
            yield (
                sale.id, sale.buyer, sale.seller, _amount(sale), 0, "open", opened.isoformat(),
                _month_end(opened).isoformat(),
            )  # fmt: skip


def _month_end(day: date) -> date:
    """The last day of the month after this one, as 익월 말일 is due."""
    month = day.year * 12 + day.month + 1
    return date(month // 12, month % 12 + 1, 1) - timedelta(days=1)


KINDS = {
    "placed": "new_order",
    "accepted": "order_accepted",
    "completed": "completed",
    "cancelled": "cancelled",
    "cancel_requested": "cancel_requested",
}


def _messages(data: BigData) -> Iterator[Row]:
    for sale in data.sales:
        values = {
            "number": sale.number, "buyer": _name(data, sale.buyer),
            "seller": _name(data, sale.seller), "summary": _summary(sale),
            "total": won_text(_amount(sale)), "reason": "",
        }  # fmt: skip
        said = dumps(values, ensure_ascii=False)
        for kind, _, _, sender, at in _history(sale):
            reader = sale.seller if sender == sale.buyer else sale.buyer
            when = _stamp(at)
            yield (
                reader, sender, KINDS[kind], "in_app", f"order:{sale.number}", said, "sent", 0,
                when, when, "", 0, "", when,
            )  # fmt: skip


def _order_days(data: BigData) -> Iterator[Row]:
    counts: Counter[tuple[int, str, str, str]] = Counter()
    amounts: Counter[tuple[int, str, str, str]] = Counter()
    for sale in data.sales:
        for company, side in ((sale.buyer, "buyer"), (sale.seller, "seller")):
            key = (company, side, _day(sale.at), sale.status)
            counts[key] += 1
            amounts[key] += _amount(sale)
    for key in sorted(counts):
        yield *key, counts[key], amounts[key]


def _partner_months(data: BigData) -> Iterator[Row]:
    counts: Counter[tuple[int, str, int]] = Counter()
    amounts: Counter[tuple[int, str, int]] = Counter()
    for sale in data.sales:
        key = (sale.buyer, _day(sale.at)[:8] + "01", sale.seller)
        is_alive = sale.status != "cancelled"
        counts[key] += is_alive
        amounts[key] += _amount(sale) * is_alive
    for key in sorted(counts):
        yield *key, counts[key], amounts[key]


def _purchase_counts(data: BigData) -> Iterator[Row]:
    counts: Counter[tuple[int, int]] = Counter()
    last: dict[tuple[int, int], str] = {}
    for sale in data.sales:
        for product, _ in sale.basket:
            counts[sale.buyer, product.id] += 1
            last[sale.buyer, product.id] = _day(sale.at)
    for key in sorted(counts):
        yield *key, counts[key], last[key]


def _notices(data: BigData) -> Iterator[Row]:
    for turn in range(data.size.notices):
        at = _stamp(clock.now() - timedelta(days=data.size.notices - turn))
        for author in (None, *data.sellers, *data.idle[turn :: data.size.notices]):
            if author and not data.sells(author):
                continue
            title = f"{TITLES[turn % len(TITLES)]} {turn}"
            user = author if author in data.sellers else data.operator
            yield author, user, "news", title, "알려 드려요. " * 40, turn == 0, at, at


def _inquiries(data: BigData) -> Iterator[Row]:
    for turn in range(data.size.inquiries):
        at = _stamp(clock.now() - timedelta(days=data.size.inquiries - turn))
        is_answered = turn % 3 != 0
        for buyer in data.buyers:
            shops = (None, *data.shops(buyer))
            asked = shops[turn % len(shops)]
            yield (
                buyer, buyer, asked, f"{TITLES[turn % len(TITLES)]} {turn}", "여쭤볼게요. " * 20,
                "answered" if is_answered else "waiting", at, "네. " if is_answered else "",
                (asked or data.operator) if is_answered else None, at if is_answered else None,
            )  # fmt: skip
    for buyer in data.idle:
        at = _now()
        yield buyer, data.operator, None, TITLES[2], "여쭤볼게요. ", "waiting", at, "", None, None


TABLES: Any = (
    Table("plans", "code name price product_limit connection_limit history_months "
          "has_managed_buyers has_api", _plans),
    Table("companies", "id name business_number representative_name business_type business_item "
          "postal_code street detail phone contact_email is_buyer is_seller verification vat_mode "
          "shows_stock created_at check_note suspended_reason contact_name contact_phone "
          "bank_name bank_holder bank_account is_confirmed", _companies),
    Table("users", "id company_id email password_hash name role is_operator is_active created_at",
          _users),
    Table("subscriptions", "company_id plan_code since", _subscriptions),
    Table("connections", "buyer_id seller_id status reason requested_at answered_at terms_kind "
          "terms_days", _connections),
    Table("categories", "id seller_id name position", _categories),
    Table("products", "id seller_id sku name spec unit category_id unit_price vat_kind stock "
          "decimals min_quantity quantity_step status created_at updated_at", _products),
    Table("orders", "id number buyer_id seller_id placed_by buyer_name seller_name status "
          "status_before vat_mode line_count total_quantity supply_amount vat_amount total_amount "
          "summary recipient phone postal_code street detail memo is_fully_shipped placed_at "
          "placed_on completed_at completed_on", _orders),
    Table("order_lines", "order_id product_id position name sku spec unit decimals quantity "
          "shipped_quantity unit_price price_rule vat_kind supply_amount vat_amount amount",
          _lines),
    Table("order_events", "order_id kind from_status to_status user_id company_id reason at",
          _events),
    Table("settlements", "order_id buyer_id seller_id total_amount settled_amount status "
          "opened_on due_on", _settlements),
    Table("messages", "to_company_id from_company_id kind channel ref values state attempts "
          "next_at sent_at error fee message_id created_at", _messages),
    Table("order_days", "company_id side placed_on status order_count total_amount", _order_days),
    Table("partner_months", "buyer_id month seller_id order_count total_amount", _partner_months),
    Table("purchase_counts", "buyer_id product_id order_count last_ordered_on", _purchase_counts),
    Table("notices", "company_id user_id kind title body is_pinned published_at updated_at",
          _notices),
    Table("inquiries", "from_company_id from_user_id to_company_id title body status asked_at "
          "answer answered_by answered_at", _inquiries),
)  # fmt: skip
