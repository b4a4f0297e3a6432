#!/usr/bin/env python3
"""Writes ../markets/*.json from the series of this data folder; standard library only, deterministic.

    python3 data/tools/make-markets.py

Nothing is interpolated. A price is that of the last complete hour before the moment (bars are stamped at their open),
and an item whose time is not the file's `asOf` says so in `time`; what no source has is left out.
"""
import csv
import datetime
import gzip
import json
import math
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent
COINS = ["BTC", "ETH", "SOL", "XRP", "DOGE"]
INVERSE = ["BTC", "ETH"]
EWMA_DECAY, EWMA_SEED_DAYS = 0.97, 30
SECONDS_PER_YEAR = 365 * 86400

# One market file each: the moment, the option quotes of that moment, and the order books near it, as
# our symbol -> (snapshot time, venue, symbol there).
MOMENTS = {
    "2021-04-17": ("2021-04-17T16:43:07.169Z", None, {
        "BTC/USD:BTC": ("2021-04-17T16:43:06.986Z", "bybit", "BTCUSD"),
        "ETH/USDT:USDT": ("2021-04-17T16:43:07.169Z", "bybit", "ETHUSDT")}),
    "2021-07-22": ("2021-07-22T23:02:07.674Z", None, {
        "BTC/USD:BTC": ("2021-07-22T22:36:10.376Z", "bitmex", "XBTUSD"),
        "BTC/USD:BTC-210730": ("2021-07-22T23:02:07.654Z", "kraken-futures", "FI_XBTUSD_210730"),
        "BTC/USD:BTC-210924": ("2021-07-22T23:02:07.655Z", "kraken-futures", "FI_XBTUSD_210924"),
        "ETH/USD:ETH": ("2021-07-22T23:02:07.674Z", "kraken-futures", "PI_ETHUSD"),
        "ETH/USD:ETH-210730": ("2021-07-22T23:02:07.583Z", "kraken-futures", "FI_ETHUSD_210730"),
        "ETH/USD:ETH-211231": ("2021-07-22T23:02:07.583Z", "kraken-futures", "FI_ETHUSD_211231")}),
    "2022-05-13": ("2022-05-13T16:27:05.392Z", None, {
        "BTC/USD:BTC-220527": ("2022-05-13T16:27:05.392Z", "okx", "BTC-USD-220527")}),
    "2023-07-11": ("2023-07-11T08:20:08Z", "BTC.deribit-quotes.2023-07-07_2026-04-27.csv", {}),
    "crash-2025-10-10": ("2025-10-10T22:00:00Z", None, {}),
    "2026-01-31": ("2026-01-31T12:25:19Z", "ETH.deribit-quotes.2026-01-31.csv", {}),
}


def rows(path):
    with (gzip.open(DATA / path, "rt") if path.endswith(".gz") else open(DATA / path)) as file:
        yield from csv.DictReader(file)


def series(path):
    return {row["timestamp"]: row for row in rows(path)}


def stamp(time):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def hours(time, count):
    """The stamps of the `count` hourly bars that end at `time`, the oldest first."""
    return [stamp(time - datetime.timedelta(hours=back)) for back in range(count, 0, -1)]


def text(number):
    """A plain decimal without exponent or trailing zeros."""
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def rounded(number, digits):
    return text(round(Decimal(number), digits))


class History:
    """The series of the folder, read once."""

    def __init__(self):
        self.spot = {coin: series(f"prices/{coin}-USDT.binance-spot.1h.csv.gz") for coin in COINS}
        self.perpetual = {coin: series(f"prices/{coin}-USDT.binance-perp.1h.csv.gz") for coin in COINS}
        self.inverse = {coin: series(f"prices/{coin}-USD.deribit-perp.1h.csv.gz") for coin in INVERSE}
        self.interest = {coin: series(f"open_interest/{coin}-USDT.bybit-perp.oi.1h.csv.gz") for coin in COINS}
        self.funding = {coin: series(f"funding/{coin}-USDT.binance-perp.funding.csv") for coin in COINS}
        self.depth = {coin: series(f"depth/{coin}-USDT.binance-perp.depth1pct.8h.csv") for coin in COINS}


def indices(history, hour):
    """BTC and ETH: Deribit's index at the hour. USDT: that index over the spot price in USDT at the same instant, mean of
    the two. The other coins: spot price in USDT times that rate."""
    now, last = stamp(hour), hours(hour, 1)[0]
    prices = {coin: Decimal(history.inverse[coin][now]["index_at_open"]) for coin in INVERSE}
    tether = sum(price / Decimal(history.spot[coin][last]["close"]) for coin, price in prices.items()) / len(prices)
    for coin in COINS:
        if coin not in prices and last in history.spot[coin]:
            prices[coin] = Decimal(f"{Decimal(history.spot[coin][last]['close']) * tether:.8g}")
    quotes = {f"{coin}/USD": {"price": text(price)} for coin, price in prices.items()}
    return quotes | {"USDT/USD": {"price": rounded(tether, 6), "sources": len(INVERSE)}}


def perpetuals(history, hour):
    now, day = stamp(hour), hours(hour, 24)
    for coin in COINS:
        bars = history.perpetual[coin]
        settled = sorted(time for time in history.funding[coin] if time <= now)[-2:]
        interval = datetime.datetime.fromisoformat(settled[1]) - datetime.datetime.fromisoformat(settled[0])
        item = {"symbol": f"{coin}/USDT:USDT", "contractSize": "1", "markPrice": bars[day[-1]]["mark_close"],
                "fundingRate": history.funding[coin][settled[1]]["funding_rate"],
                "fundingIntervalHours": int(interval.total_seconds() // 3600)}
        if now in history.interest[coin]:
            item["openInterest"] = history.interest[coin][now]["open_interest"]
        item["volume24h"] = text(sum(Decimal(bars[bar]["volume"]) for bar in day))
        yield item
    for coin in INVERSE:
        bars = history.inverse[coin]
        volume = sum(Decimal(bars[bar]["volume"]) * Decimal(bars[bar]["close"]) for bar in day)
        yield {"symbol": f"{coin}/USD:{coin}", "contractSize": "1", "markPrice": bars[day[-1]]["close"],
               "fundingRate": bars[now]["funding_8h"], "fundingIntervalHours": 8, "volume24h": rounded(volume, 0)}


def black_76(forward, strike, years, volatility, call):
    """The price in coin of an inverse option: the undiscounted price in USD over the forward."""
    width = volatility * math.sqrt(years)
    d1 = math.log(forward / strike) / width + width / 2
    sign = 1 if call else -1
    normal = lambda x: 0.5 * math.erfc(-x / math.sqrt(2))
    return sign * (normal(sign * d1) - strike / forward * normal(sign * (d1 - width)))


def implied_volatility(price, forward, strike, years, call):
    """By bisection; None where no volatility gives the price."""
    low, high = 1e-3, 20.0
    if not black_76(forward, strike, years, low, call) + 1e-9 < price < black_76(forward, strike, years, high, call):
        return None
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if black_76(forward, strike, years, middle, call) < price else (low, middle)
    return (low + high) / 2


def options(quotes, as_of):
    """The dated futures that the quotes refer to, then the options. One volatility per strike, from the mid of its tighter
    quote (the out-of-the-money one of two alike), marks both the call and the put, so that parity holds."""
    moment = datetime.datetime.fromisoformat(as_of)
    strikes, forwards = defaultdict(list), {}
    for row in rows("options/" + quotes):
        if row["timestamp"] == as_of:
            strikes[row["expiry"], int(row["strike"])].append(row)
            forwards[row["expiry"]] = (row["underlying"], row["underlying_price"])
    name = lambda expiry: datetime.datetime.fromisoformat(expiry).strftime("%y%m%d")
    for expiry, (coin, forward) in sorted(forwards.items()):
        yield {"symbol": f"{coin}/USD:{coin}-{name(expiry)}", "contractSize": "1", "markPrice": forward}
    for (expiry, strike), pair in sorted(strikes.items()):
        coin, forward = forwards[expiry]
        years = (datetime.datetime.fromisoformat(expiry) - moment).total_seconds() / SECONDS_PER_YEAR
        tightest = sorted(pair, key=lambda row: (Decimal(row["ask"]) - Decimal(row["bid"]),
                                                 (row["type"] == "C") != (strike >= float(forward))))
        inverted = (implied_volatility((float(row["bid"]) + float(row["ask"])) / 2, float(forward), strike, years,
                                       row["type"] == "C") for row in tightest)
        volatility = next((found for found in inverted if found is not None), None)
        if volatility is None:
            continue
        for row in sorted(pair, key=lambda row: row["type"]):
            mark = black_76(float(forward), strike, years, round(volatility, 8), row["type"] == "C")
            item = {"symbol": f"{coin}/USD:{coin}-{name(expiry)}-{strike}-{row['type']}", "contractSize": "1",
                    "markPrice": rounded(mark, 8), "markVolatility": rounded(volatility, 8), "forward": forward,
                    "bid": row["bid"], "ask": row["ask"]}
            if row["open_interest"]:
                item["openInterest"] = row["open_interest"]
            yield item


def order_books(wanted):
    """Books in contracts of 1 coin (linear) or 1 USD (inverse): the venue's size times its contract value."""
    names = {snapshot: symbol for symbol, snapshot in wanted.items()}
    found = {symbol: {"time": snapshot[0], "bids": [], "asks": []} for symbol, snapshot in wanted.items()}
    for row in rows("books/l2-snapshots.2021-2022.csv.gz"):
        symbol = names.get((row["timestamp"], row["venue"], row["symbol"]))
        if symbol is not None:
            size = Decimal(row["size"]) * Decimal(row["contract_value"])
            found[symbol][row["side"] + "s"].append([row["price"], text(size)])
    return found


def dated_futures(books):
    for symbol, book in books.items():
        if "-" in symbol:
            mid = (Decimal(book["bids"][0][0]) + Decimal(book["asks"][0][0])) / 2
            yield {"symbol": symbol, "contractSize": "1", "markPrice": text(mid), "time": book["time"]}


def volatility(history, as_of):
    """Daily log returns of the last spot price of each UTC day before the moment: EWMA (decay 0.97, started at the mean
    square of the first 30 returns) and the root mean square of all of them."""
    result = {}
    for coin in COINS:
        closes = {}
        for time, bar in history.spot[coin].items():
            if time[:10] < as_of[:10]:
                closes[time[:10]] = float(bar["close"])
        prices = list(closes.values())
        squares = [math.log(later / earlier) ** 2 for earlier, later in zip(prices, prices[1:])]
        variance = math.fsum(squares[:EWMA_SEED_DAYS]) / EWMA_SEED_DAYS
        for square in squares[EWMA_SEED_DAYS:]:
            variance = EWMA_DECAY * variance + (1 - EWMA_DECAY) * square
        result[coin] = {"forecast": rounded(math.sqrt(variance), 6),
                        "longRun": rounded(math.sqrt(math.fsum(squares) / len(squares)), 6)}
    return result


def depth(history, as_of):
    result = {}
    for coin in COINS:
        time = max((time for time in history.depth[coin] if time <= as_of), default=None)
        if time is not None:
            row = history.depth[coin][time]
            result[f"{coin}/USDT:USDT"] = {
                "withinPercent": "1", "bid": row["bid_depth"], "ask": row["ask_depth"], "time": time}
    return result


def market(history, as_of, quotes, wanted):
    hour = datetime.datetime.fromisoformat(as_of).replace(minute=0, second=0, microsecond=0)
    since = {} if stamp(hour) == as_of else {"time": stamp(hour)}
    books = order_books(wanted)
    instruments = [item | since for item in perpetuals(history, hour)]
    instruments += dated_futures(books)
    instruments += options(quotes, as_of) if quotes else []
    whole = {"asOf": as_of, "indices": {name: item | since for name, item in indices(history, hour).items()},
             "instruments": instruments, "books": books, "depth": depth(history, as_of),
             "volatility": {coin: item | {"time": as_of[:10] + "T00:00:00Z"}
                            for coin, item in volatility(history, as_of).items()},
             "history": "../prices"}
    return {key: part for key, part in whole.items() if part}


def layout(value, indent=0, flat=("indices", "instruments", "depth", "volatility")):
    """JSON with one item or one book level a line, so that the files can be read and compared."""
    pad = " " * (indent + 2)
    if isinstance(value, dict):
        parts = [pad + json.dumps(key) + ": " + (lines(part, indent + 2) if key in flat else layout(part, indent + 2))
                 for key, part in value.items()]
        return "{\n" + ",\n".join(parts) + "\n" + " " * indent + "}"
    return lines(value, indent) if isinstance(value, list) else json.dumps(value)


def lines(value, indent):
    pad, close = " " * (indent + 2), " " * indent
    if isinstance(value, dict):
        return "{\n" + ",\n".join(f"{pad}{json.dumps(k)}: {json.dumps(v)}" for k, v in value.items()) + f"\n{close}}}"
    return "[\n" + ",\n".join(pad + json.dumps(item) for item in value) + f"\n{close}]"


def main():
    history = History()
    (DATA / "markets").mkdir(exist_ok=True)
    for name, moment in MOMENTS.items():
        (DATA / "markets" / f"{name}.json").write_text(layout(market(history, *moment)) + "\n")


if __name__ == "__main__":
    main()
