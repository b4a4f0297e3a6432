"""Writes the worked cases of the native model beside this file: inputs, every intermediate number, requirement.

Run with plain Python 3.11, no packages:  python3 make-cases.py
The formulas are those of docs/models/plimsoll.md, section numbers in brackets, one plain loop after the other; nothing is taken from the C# code.
Parameters not listed in a case are those of TestParameters.Native(); they are repeated here as far as the cases need them.
"""
import json
import math
import os
import random
from statistics import NormalDist

DAYS, MINIMUM, STRESSED_DAYS = 60, 20, 20
TAIL = {"initial": 0.025, "maintenance": 0.06}
W, K_LOW, K_HIGH, DECAY, SEED, V = 0.75, 1 / 3, 3.0, 0.97, 10, 0.1
BETA_DOWN, BETA_UP, RESIDUAL = -1.5, 0.3, 0.04
POINTS = [-1, -2 / 3, -1 / 3, 0, 1 / 3, 2 / 3, 1]
EXTENDED = [(1.5, 0.5), (3, 0.2)]
FRACTIONS = [(f, 1.0) for f in POINTS] + [(s * f, w) for f, w in EXTENDED for s in (-1, 1)]
KAPPA = {False: 0.8, True: 0.5}
GROSS, SECTOR_SHARE, SPREAD_STRESS, BAND, REFILL = 0.25, 0.7, 3, 0.02, 2
CLASSES = {
    "majors": dict(assets=["BTC", "ETH"], volatility=0.35, minimum=0.01, capacity=5e6, volume=5e7, spread=0.0002, vegaDepth=1e6, interest=5, haircut=0.05, collateral=5e7),
    "small": dict(assets=["LINK"], volatility=0.6, minimum=0.1, capacity=5e4, volume=5e5, spread=0.003, vegaDepth=3e4, interest=1, haircut=0.25, collateral=2e5),
    "pegs": dict(assets=["USDT"], volatility=0.2, minimum=0.005, capacity=1e7, volume=1e8, spread=0.0001, vegaDepth=1e6, interest=10, haircut=0.01, collateral=1e8),
}
# name: (each alone, spot by class, volatility, basis of perpetuals, of forwards, funding, weight by class, reversed); all are amplified too.
LIBRARY = {
    "crash": (False, {"majors": -0.4, "small": -0.7}, 0.8, -0.02, -0.03, 0, {"majors": 0.3, "small": 0.5, "pegs": 0.5}, True),
    "squeeze": (True, {"majors": 0.6, "small": 5}, 1, 0.05, 0, 0.02, {"majors": 0.1, "small": 0.3}, False),
}
normal = NormalDist()


def class_of(coin):
    return next(name for name, entry in CLASSES.items() if coin in entry["assets"])


def shortfall(pnl, tail):
    """Exact empirical expected shortfall: the tail's losses with a fractional weight on the last."""
    losses = sorted((-p for p in pnl), reverse=True)
    mass = len(losses) * tail
    whole = int(mass + 1e-9)
    part = mass - whole
    return (sum(losses[:whole]) + (part * losses[whole] if part > 1e-9 else 0)) / mass


def cdf(x):
    return 0.5 * math.erfc(-x / math.sqrt(2))


def black(side, forward, strike, deviation):
    d1 = math.log(forward / strike) / deviation + deviation / 2
    s = 1 if side == "C" else -1
    return s * (forward * cdf(s * d1) - strike * cdf(s * (d1 - deviation)))


def call_delta(forward, strike, deviation):
    return cdf(math.log(forward / strike) / deviation + deviation / 2)


class History:
    """[3] and the historical sets of [4], daily steps."""

    def __init__(self, closes):
        log_returns = lambda c: [math.log(b / a) for a, b in zip(c, c[1:])]
        self.own = {coin: log_returns(c["spot"]) for coin, c in closes.items()}
        self.own_basis = {coin: [p - s for p, s in zip(log_returns(c["perpetual"]), log_returns(c["spot"]))] for coin, c in closes.items() if "perpetual" in c}
        self.start = self.stressed_start()

    def returns(self, coin):
        if coin in self.own:
            return self.own[coin]
        return [0.0] * DAYS if class_of(coin) == "pegs" else [1.25 * r for r in self.own["BTC"]]

    def basis(self, coin):
        if coin in self.own_basis:
            return self.own_basis[coin]
        return self.own_basis.get("BTC", [0.0] * DAYS)

    @staticmethod
    def variances(returns):
        v = [sum(r * r for r in returns[:SEED]) / SEED]
        for r in returns:
            v.append(DECAY * v[-1] + (1 - DECAY) * r * r)
        return v

    def stressed_start(self):
        starts = range(DAYS - STRESSED_DAYS + 1)
        score = [0.0 for _ in starts]
        for name, entry in CLASSES.items():
            members = [self.own[a] for a in entry["assets"] if a in self.own]
            if name == "pegs" or not members:
                continue
            basket = [sum(math.exp(r) - 1 for r in day) / len(members) for day in zip(*members)]
            for at in starts:
                window = basket[at:at + STRESSED_DAYS]
                score[at] += shortfall(window, TAIL["initial"]) + shortfall([-p for p in window], TAIL["initial"])
        return max(starts, key=lambda at: (score[at], -at))

    def factor(self, coin, published=None):
        """Returns, volatilities, k, scaled returns, basis and volatility moves, ranges."""
        returns, basis = self.returns(coin), self.basis(coin)
        peg = class_of(coin) == "pegs"

        def scales(values, now=None):
            v = self.variances(values)
            last = math.sqrt(v[-1]) if now is None else now
            clamp = lambda k: min(max(k, K_LOW), K_HIGH)
            return [1.0 if x == 0 else clamp(1 - W + W * last / math.sqrt(x)) for x in v[:-1]], [math.sqrt(x) for x in v]

        k, sigma = scales(returns, published)
        if peg:
            k = [1.0] * DAYS
        kb, _ = scales(basis)
        core = [s * r if r <= 0 else math.log(1 + s * (math.exp(r) - 1)) for s, r in zip(k, returns)]
        window = slice(self.start, self.start + STRESSED_DAYS)
        golden = lambda i: normal.inv_cdf(((i + 0.5) * 0.6180339887498949) % 1.0)
        moves = lambda xs: [(BETA_DOWN if x < 0 else BETA_UP) * x + RESIDUAL * golden(i) for i, x in enumerate(xs)]
        down = {a: max(0, shortfall([math.exp(x) - 1 for x in core], t)) for a, t in TAIL.items()}
        up = {a: max(0, shortfall([1 - math.exp(x) for x in core], t)) for a, t in TAIL.items()}
        stressed = returns[window]
        return dict(returns=returns, sigma=sigma[:-1], sigmaNow=sigma[-1] if published is None else published, k=k, core=core,
                    coreBasis=[a * b for a, b in zip(kb, basis)], coreVolatility=moves(core), stressed=stressed, stressedBasis=basis[window],
                    stressedVolatility=moves(stressed), down=down, up=up, stressedDown=max(0, shortfall([math.exp(x) - 1 for x in stressed], TAIL["initial"])))


class Model:
    def __init__(self, case):
        self.case, market = case, case["market"]
        self.history = History(market["closes"])
        self.price = {"USD": 1.0} | market["indices"]
        self.contracts = {i["symbol"]: i for i in market["instruments"]}
        self.universe = sorted({self.parts(s)[0] for s in self.contracts} | set(market["indices"]))
        self.factors = {u: self.history.factor(u, market.get("forecasts", {}).get(u)) for u in self.universe}
        self.library = [(n, amplified, reverse) for n in case["parameters"]["stress"] for reverse in ([False, True] if LIBRARY[n][7] else [False]) for amplified in (False, True)]

    @staticmethod
    def parts(symbol):
        pair, tail = symbol.split(":")
        base, quote = pair.split("/")
        settle, *option = tail.split("-")
        return base, quote, settle, option

    # [4] scenarios of one group at one level: (set, weight, spot moves, basis of perpetuals, basis of forwards, volatility state, funding)
    def tau(self, years):
        days = years * 365
        return min(3, (30 / days) ** (0.3 if days < 30 else 0.13))

    def grid_move(self, u, f, level):
        factor = self.factors[u]
        return math.log(1 + (max(f * factor["down"][level], -0.95) if f < 0 else f * factor["up"][level]))

    def scenarios(self, group, level):
        made = []
        for kind, length in (("core", DAYS), ("stressed", STRESSED_DAYS)):
            for i in range(length):
                spot = {u: self.factors[u][kind][i] for u in self.universe}
                made.append(dict(set=kind, weight=1, spot=spot, index=i))
        members = [u for u in self.universe if class_of(u) == group]
        for leader in members if group != "pegs" else []:
            core = self.factors[leader]["core"]
            for f, weight in FRACTIONS:
                lead = self.grid_move(leader, f, level)
                spot = {}
                for u in members:
                    square = sum(x * x for x in core)
                    beta = 1 if u == leader else sum(a * b for a, b in zip(self.factors[u]["core"], core)) / square if square > 0 else 0
                    own = lead if u == leader else min(max(beta * lead, self.grid_move(u, -abs(f), level)), self.grid_move(u, abs(f), level))
                    spot[u] = own
                for state in ("up", "same", "down"):
                    made.append(dict(set="grid", weight=weight, spot=spot, leader=leader, state=state))
        for name, amplified, reverse in self.library:
            each, moves, vol, basis, forward, funding, weights, _ = LIBRARY[name]
            size = 1.5 if amplified else 1
            for alone in members if each else [None]:
                spot, touched = {}, [u for u in self.universe if alone in (None, u)]
                for u in touched:
                    move = moves.get(class_of(u), 0)
                    if reverse:
                        move = max(-move, -0.99)
                    spot[u] = size * math.log(1 + move) if move < 0 else math.log(1 + size * move)
                sign = (-size if reverse else size)
                made.append(dict(set="library", weight=weights.get(group, 0) * (2 / 3 if amplified else 1), spot=spot, touched=touched,
                                 vol=sign * vol, basis=sign * basis, forward=sign * forward, funding=sign * funding))
        return made

    def basis(self, s, u, years):
        if s["set"] == "grid":
            return 0
        if s["set"] == "library":
            return (s["forward"] if years > 0 else s["basis"]) if u in s["touched"] else 0
        return self.factors[u][s["set"] + "Basis"][s["index"]] * (1 + 2 * min(years, 1) if years > 0 else 1)

    def multiplier(self, s, u, years):
        t, group = self.tau(years), CLASSES[class_of(u)]
        if s["set"] == "grid":
            return {"up": 1 + group["volatility"] * t, "same": 1, "down": max(0.05, 1 - 0.7 * group["volatility"] * t)}[s["state"]]
        if s["set"] == "library":
            return max(0.05, 1 + (s["vol"] if u in s["touched"] else 0) * t)
        return math.exp(self.factors[u][s["set"] + "Volatility"][s["index"]] * t)

    def smile(self, k, years):
        a, b, rho, m, sigma = self.case["market"]["smile"]
        return math.sqrt((a + b * (rho * (k - m) + math.sqrt((k - m) ** 2 + sigma ** 2))) / years)

    def option_at(self, contract, s, sticky_strike):
        """Forward and volatility of an option in a scenario."""
        u, q, _, _ = self.parts(contract["symbol"])
        f, sigma, strike, years = contract["forward"], contract["volatility"], contract["strike"], contract["years"]
        fs = f * math.exp(s["spot"].get(u, 0) - s["spot"].get(q, 0) + self.basis(s, u, years))
        moved = sigma if sticky_strike else min(max(self.smile(math.log(strike / fs), years) + sigma - self.smile(math.log(strike / f), years), 0.01), 10)
        return fs, self.multiplier(s, u, years) * moved

    def row(self, symbol, s, sticky_strike=False):
        """P&L of one contract or coin in USD, before the scenario's weight."""
        at = lambda c: self.price[c] * math.exp(s["spot"].get(c, 0))
        if "/" not in symbol:
            return at(symbol) - self.price[symbol]
        u, q, z, option = self.parts(symbol)
        contract = self.contracts[symbol]
        c, inverse = contract["contractSize"], u == z
        if option:
            root = math.sqrt(contract["years"])
            side, strike, f = contract["side"], contract["strike"], contract["forward"]
            fs, vol = self.option_at(contract, s, sticky_strike)
            v0, vs = black(side, f, strike, contract["volatility"] * root), black(side, fs, strike, vol * root)
            return c * (vs / fs * at(u) - v0 / f * self.price[u]) if inverse else c * (vs * at(q) - v0 * self.price[q])
        m = contract["mark"]
        ms = m * math.exp(s["spot"].get(u, 0) - s["spot"].get(q, 0) + self.basis(s, u, 0))
        pnl = c * (1 / m - 1 / ms) * at(u) if inverse else c * (ms - m) * at(q)
        return pnl - s.get("funding", 0) * (u in s.get("touched", ())) * (c / m * self.price[u] if inverse else c * m * self.price[q])

    def fill_row(self, order, s, sticky_strike):
        """An order filled at its price [5, Orders]; futures and perpetuals."""
        u, q, z, _ = self.parts(order["symbol"])
        contract = self.contracts[order["symbol"]]
        m, p = contract["mark"], order["price"]
        settle = self.price[z] * math.exp(s["spot"].get(z, 0))
        edge = (1 / p - 1 / m) * settle if u == z else (m - p) * settle
        return order["quantity"] * (self.row(order["symbol"], s, sticky_strike) + contract["contractSize"] * edge)

    # [5] market risk
    def legs(self, pnl, scenarios, level, leaders):
        pick = lambda kind: [p * s["weight"] for p, s in zip(pnl, scenarios) if s["set"] == kind and s.get("leader") in (*leaders, None)]
        core, stressed = (max(0, shortfall(pick(kind), TAIL[level])) for kind in ("core", "stressed"))
        grid, library = (max(0, max((-p for p in pick(kind)), default=0)) for kind in ("grid", "library"))
        return self.joined(core, grid, stressed, library)

    @staticmethod
    def joined(core, grid, stressed, library):
        whole = max(core, grid)
        return dict(core=core, grid=grid, stressed=stressed, library=library, base=max(whole, (1 - V) * whole + V * stressed, library))

    def market_risk(self, books, level, orders, sticky_strike=False):
        groups, total = {}, [0, 0, 0]
        for group in CLASSES:
            held = [u for u in sorted(books) if class_of(u) == group and (books[u]["items"] or books[u]["orders"])]
            if not held:
                continue
            scenarios = self.scenarios(group, level)
            members = [u for u in self.universe if class_of(u) == group]
            pnl = {}
            for u in held:
                pnl[u] = [sum(n * self.row(name, s, sticky_strike) for name, n in books[u]["items"])
                          + (sum(min(0, self.fill_row(o, s, sticky_strike)) for o in books[u]["orders"]) if orders else 0) for s in scenarios]
            joint = self.legs([sum(p) for p in zip(*pnl.values())], scenarios, level, members)
            alone = {u: self.legs(pnl[u], scenarios, level, [u]) for u in held}

            def rearranged(order):
                orders_of = {u: order(u) for u in held}
                core = max(0, shortfall([sum(pnl[u][orders_of[u][i]] for u in held) for i in range(DAYS)], TAIL[level]))
                return self.joined(core, joint["grid"], joint["stressed"], joint["library"])["base"]

            moves = lambda u: self.factors[u]["core"]
            falling = rearranged(lambda u: sorted(range(DAYS), key=lambda i: (moves(u)[i], i))) if len(held) > 1 else joint["base"]
            scattered = rearranged(scatter) if len(held) > 1 else joint["base"]
            kappa = KAPPA[self.unstable(group)]
            offset = kappa * joint["base"] + (1 - kappa) * sum(a["base"] for a in alone.values())
            groups[group] = dict(joint=joint, alone=alone, kappa=kappa, offset=offset, falling=falling, scattered=scattered)
            total = [a + b for a, b in zip(total, (joint["base"], falling, scattered))]
        breaks = 0.5 * (max(total, default=0) - total[0])
        return dict(groups=groups, **{"break": breaks}, total=sum(g["offset"] for g in groups.values()) + breaks)

    def unstable(self, group):
        members = [a for a in CLASSES[group]["assets"] if a in self.history.own]
        if len(members) < 2:
            return False
        a, b = (self.history.own[m] for m in members)  # no class here has more than two
        values = [correlation(a[i:i + 20], b[i:i + 20]) for i in range(DAYS - 20 + 1)]
        return max(values) - min(values) > 0.5

    # [6] size and cost
    def liquidity(self, u):
        group = CLASSES[class_of(u)]
        volume, interest, spread, depth, levels = 0, 0, None, {}, {"bids": [], "asks": []}
        for symbol, contract in sorted(self.contracts.items()):
            base, q, z, option = self.parts(symbol)
            if base != u or option:
                continue
            dollars = contract["contractSize"] / contract["mark"] * self.price[u] if base == z else contract["contractSize"] * contract["mark"] * self.price[q]
            volume += contract["volume24h"] * dollars
            interest += contract["openInterest"] * dollars
            book = self.case["market"]["books"].get(symbol)
            if book:
                mid = (book["bids"][0][0] + book["asks"][0][0]) / 2
                shown = (book["asks"][0][0] - book["bids"][0][0]) / mid
                spread = shown if spread is None else min(spread, shown)
                for side in levels:
                    near = [(abs(p - mid) / mid, n * dollars) for p, n in book[side]]
                    levels[side] += near
                    depth[side] = depth.get(side, 0) + sum(n for d, n in near if d <= BAND)
        by_volume = 0.1 * 0.5 * volume if volume else math.inf
        capacity = {}
        for side in levels:
            least = min(by_volume, depth[side] * (1 + 24 / REFILL) if side in depth else math.inf)
            capacity[side] = max(group["capacity"], least) if math.isfinite(least) else group["capacity"]
        return dict(volume=volume or group["volume"], interest=interest if volume else 0.5 * group["volume"], spread=SPREAD_STRESS * max(group["spread"], spread or 0), levels=levels,
                    capacity=capacity, known=volume > 0)

    @staticmethod
    def walk(levels, amount):
        if not levels:
            return 0
        cost = 0
        for distance, notional in sorted(levels):
            if distance > BAND:
                break
            taken = min(notional, amount)
            cost, amount = cost + taken * distance, amount - taken
        return cost + max(0, amount) * BAND

    @staticmethod
    def curve(x):
        return 1 if x <= 0.5 else math.sqrt(2 * x) if x <= 2 else 2 * math.exp((x - 2) / 4)

    def exposure(self, u, book, base):
        group, price, factor, liquid = CLASSES[class_of(u)], self.price[u], self.factors[u], self.liquidity(u)
        grid = [s for s in self.scenarios(class_of(u), "initial") if s["set"] == "grid" and s["leader"] == u]
        deltas, delta_now, gross, vega, short, by_expiry = [0.0] * len(grid), 0, 0, 0, 0, {"none": 0}
        at_money = tau = years = 0
        for name, n in book["items"]:
            hedge = book["hedge"] == (name, n)
            if "/" not in name:
                coins, now, moved = 1, 1, [1] * len(grid)
            else:
                _, q, z, option = self.parts(name)
                contract = self.contracts[name]
                c = contract["contractSize"]
                coins = c / contract["mark"] if u == z and not option else c
                now, moved = coins, [coins] * len(grid)
                if option:
                    years, f, sigma = contract["years"], contract["forward"], contract["volatility"]
                    root, put = math.sqrt(years), contract["side"] == "P"
                    one = lambda forward, vol: c * (call_delta(forward, contract["strike"], vol * root) - put)
                    now, moved = one(f, sigma), [one(*self.option_at(contract, s, False)) for s in grid]
                    d1 = math.log(f / contract["strike"]) / (sigma * root) + sigma * root / 2
                    point = f * math.exp(-d1 * d1 / 2) / math.sqrt(2 * math.pi) * root
                    vega += n * c * point * (price / f if u == z else self.price[q])
                    at_money, tau = self.smile(0, years), self.tau(years)
                    if n < 0:
                        short -= n * c
            key = "option" if "/" in name and self.parts(name)[3] else "none"
            by_expiry[key] = by_expiry.get(key, 0) + n * now
            delta_now += n * now
            gross += 0 if hedge else abs(n) * coins * price
            deltas = [d + n * m for d, m in zip(deltas, moved)]
        deltas = deltas or [delta_now]  # a pegged asset has no grid
        equivalent = abs(vega) * at_money * group["volatility"] * tau / factor["down"]["initial"] if vega else 0
        sell = max(max(0, max(deltas)) * price, GROSS * gross, GROSS * equivalent)
        buy = max(max(0, -min(deltas)) * price, GROSS * gross, GROSS * equivalent)
        notional = max(sell, buy)
        x = max(sell / liquid["capacity"]["bids"], buy / liquid["capacity"]["asks"])
        ceiling = max(gross, notional)
        size = min((self.curve(x) - 1) * base, max(0, ceiling - base))
        sigma = factor["sigmaNow"]
        delta_cost = max(notional * (0.5 * liquid["spread"] + sigma * math.sqrt(notional / liquid["volume"])),
                         self.walk(liquid["levels"]["bids"], sell), self.walk(liquid["levels"]["asks"], buy))
        vega_cost = abs(vega) * (0.01 + 5 * group["spread"]) * (1 + math.sqrt(abs(vega) / group["vegaDepth"]))
        full = delta_cost + vega_cost
        cost = min(full, max(0, ceiling - base - size))
        cap = liquid["volume"] * min(group["interest"], 2 / 3 * (factor["up"]["initial"] / sigma) ** 2 if sigma > 0 else math.inf)
        fraction = min(max((liquid["interest"] - 0.6 * cap) / (0.4 * cap), 0), 1)
        roll = abs(by_expiry["none"]) * price * 0.002 + abs(by_expiry.get("option", 0)) * price * 0.004 * math.sqrt(years / 0.25)
        return dict(base=base, N=notional, gross=gross, vega=vega, vegaEquivalent=equivalent, K={"bids": liquid["capacity"]["bids"], "asks": liquid["capacity"]["asks"]}, x=x, m=self.curve(x),
                    size=size, deltaCost=delta_cost, vegaCost=vega_cost, C=cost, ceiling=ceiling, crowding=fraction, minimum=max(0.0075 * short * price, group["minimum"] * gross, roll),
                    delta=delta_now)

    # [2], [7], [8], [9]
    def evaluate(self):
        account = self.case["account"]
        cash, unrealised, options = dict(account["collateral"]), {}, 0
        by_underlying = {}
        for p in account["positions"]:
            u, q, z, option = self.parts(p["symbol"])
            contract = self.contracts[p["symbol"]]
            n, c, m = p["quantity"], contract["contractSize"], contract["mark"]
            if option:
                options += n * c * m * self.price[z]
                continue
            pnl = n * c * (1 / p["entry"] - 1 / m) if u == z else n * c * (m - p["entry"])
            unrealised[z] = unrealised.get(z, 0) + pnl
            by_underlying[u] = by_underlying.get(u, 0) + pnl * self.price[z]
        held = {b: cash.get(b, 0) + unrealised.get(b, 0) for b in sorted({*cash, *unrealised})}
        value = lambda b: min(1, self.price[b]) if b != "USD" and class_of(b) == "pegs" and held[b] > 0 else self.price[b]
        nav = sum(held[b] * value(b) for b in held) + options
        best = self.requirement({}, held, value, nav, by_underlying)
        for b in [b for b in held if held[b] > 0 and b != "USD" and class_of(b) != "pegs"]:
            delta = best["exposures"].get(b, {}).get("delta", 0)
            if delta < 0:
                other = self.requirement(best["inBook"] | {b: min(held[b], -delta)}, held, value, nav, by_underlying)
                best = max(best, other, key=lambda r: r["equity"] - r["initialMargin"])
        return dict(nav=nav, **best)

    def requirement(self, hedges, held, value, nav, by_underlying):
        account, books = self.case["account"], {}
        book = lambda u: books.setdefault(u, dict(items=[], orders=[], hedge=None))
        for p in account["positions"]:
            book(self.parts(p["symbol"])[0])["items"].append((p["symbol"], p["quantity"]))
        for coin, amount in held.items():
            if amount < 0 and coin != "USD":
                book(coin)["items"].append((coin, amount))
        for coin, amount in hedges.items():
            book(coin)["items"].append((coin, amount))
            book(coin)["hedge"] = (coin, amount)
        for order in account["orders"]:
            book(self.parts(order["symbol"])[0])["orders"].append(order)
        has_options = any(self.parts(p["symbol"])[3] for p in account["positions"])
        risks = {}
        for name, level, orders in (("initial", "initial", True), ("withoutOrders", "initial", False), ("maintenance", "maintenance", False)):
            bare = {u: b for u, b in books.items() if b["items"] or orders}
            moneyness = self.market_risk(bare, level, orders)
            strike = self.market_risk(bare, level, orders, True) if has_options else None
            risks[name] = dict(moneyness=moneyness, strike=strike, total=max(moneyness["total"], strike["total"]) if strike else moneyness["total"])
        alone = {u: a["base"] for g in risks["withoutOrders"]["moneyness"]["groups"].values() for u, a in g["alone"].items()}
        exposures = {u: self.exposure(u, b, alone[u]) for u, b in sorted(books.items()) if b["items"]}

        sectors = {}
        for z in CLASSES:
            members = [e for u, e in exposures.items() if class_of(u) == z]
            if not members:
                continue
            add = lambda name: sum(e[name] for e in members)
            both = [(self.liquidity(u), min(self.liquidity(u)["capacity"].values())) for u in self.universe if class_of(u) == z]
            capacity = max(SECTOR_SHARE * sum(k for l, k in both if l["known"]), max(k for _, k in both))
            full = add("deltaCost") + add("vegaCost")
            charge = min((self.curve(add("N") / capacity) - 1) * add("base") + full, add("ceiling") - add("base")) - add("size") - add("C")
            sectors[z] = dict(capacity=capacity, charge=charge if charge > 1e-9 * add("N") else 0)
        crowding = 0
        for z, sector in sectors.items():
            members = [e for u, e in exposures.items() if class_of(u) == z]
            open_part = sum(e["crowding"] * max(0, e["N"] - e["base"] - e["size"] - e["C"]) for e in members)
            crowding += max(0, open_part - max(e["crowding"] for e in members) * sector["charge"])
        minimum = {}
        for level, risk in (("initial", "withoutOrders"), ("maintenance", "maintenance")):
            minimum[level] = sum(max(0, sum(e["minimum"] for u, e in exposures.items() if class_of(u) == g) - entry["offset"])
                                 for g, entry in risks[risk]["moneyness"]["groups"].items())

        haircuts, total_haircut = {}, 0
        for b, amount in held.items():
            if amount <= 0 or b == "USD":
                continue
            group, factor, liquid = CLASSES[class_of(b)], self.factors[b], self.liquidity(b)
            cap = max(group["collateral"], 0.2 * 0.5 * liquid["volume"])
            es = factor["down"]["initial"]
            rate = group["haircut"] if class_of(b) == "pegs" else min(1, max(group["haircut"], es, (1 - V) * es + V * factor["stressedDown"]) + liquid["spread"] / 2)
            left = (amount - hedges.get(b, 0)) * value(b)
            cut, start = 0, 0
            for end, multiple in ((0.25, 1), (0.5, 1.5), (1, 2.5)):
                cut += max(0, min(left, end * cap) - start) * min(1, rate * multiple)
                start = end * cap
            haircuts[b] = dict(rate=rate, cap=cap, amount=cut + max(0, left - start))
            total_haircut += haircuts[b]["amount"]

        core = [s for s in self.scenarios("majors", "initial") if s["set"] == "core"]
        pnl = [sum(n * self.row(name, s) for b in books.values() for name, n in b["items"]) for s in core]
        falls = [sum((held[b] - hedges.get(b, 0)) * value(b) * (math.exp(s["spot"][b]) - 1) for b in haircuts) for s in core]
        wrong = {a: max(0, shortfall([p + f for p, f in zip(pnl, falls)], t) - shortfall(pnl, t) - total_haircut) if exposures and haircuts else 0 for a, t in TAIL.items()}

        common = sum(e["size"] + e["C"] for e in exposures.values()) + sum(s["charge"] for s in sectors.values())
        im0 = risks["withoutOrders"]["total"] + common + minimum["initial"] + wrong["initial"]
        im = im0 + risks["initial"]["total"] - risks["withoutOrders"]["total"] + crowding
        mm = risks["maintenance"]["total"] + common + minimum["maintenance"] + wrong["maintenance"]
        realise = sum(min(max(0, by_underlying.get(u, 0)), e["deltaCost"] + e["vegaCost"]) for u, e in exposures.items())
        return dict(inBook=hedges, marketRisk=risks, exposures=exposures, sectors=sectors, crowding=crowding, minimum=minimum, haircuts=haircuts, wrongWay=wrong,
                    costToRealise=realise, equity=nav - total_haircut - realise, initialWithoutOrders=im0, initialMargin=im, maintenanceBeforeCap=mm, maintenanceMargin=min(mm, im0 / 1.25))


def scatter(coin):
    mask = (1 << 64) - 1
    fnv = 14695981039346656037
    for byte in coin.encode():
        fnv = ((fnv ^ byte) * 1099511628211) & mask

    def mix(z):
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return z ^ (z >> 31)

    return sorted(range(DAYS), key=lambda i: (mix((fnv + (i + 1) * 0x9E3779B97F4A7C15) & mask), i))


def correlation(a, b):
    ma, mb = sum(a) / len(a), sum(b) / len(b)
    ab = sum((x - ma) * (y - mb) for x, y in zip(a, b))
    return ab / math.sqrt(sum((x - ma) ** 2 for x in a) * sum((y - mb) ** 2 for y in b))


# Inputs ------------------------------------------------------------------------------------------------------------------------------------------
def closes():
    """61 daily closes of bitcoin, ether and their perpetuals with a bad week in the middle, and of tether, which wavers in it."""
    rng = random.Random(20260301)
    made = {"BTC": {"spot": [82000.0], "perpetual": [82010.0]}, "ETH": {"spot": [3300.0], "perpetual": [3301.0]}, "USDT": {"spot": [1.0]}}
    for day in range(DAYS):
        calm = 0.045 if 25 <= day < 34 else 0.018
        market, own = rng.gauss(-0.004 if 25 <= day < 34 else 0.0005, calm), rng.gauss(0, 0.6 * calm)
        for coin, move, digits in (("BTC", market, 1), ("ETH", 1.1 * market + own, 2)):
            spot = made[coin]["spot"]
            spot.append(round(spot[-1] * math.exp(move), digits))
            made[coin]["perpetual"].append(round(spot[-1] * math.exp(rng.gauss(0, 0.0006)), digits))
        made["USDT"]["spot"].append(round(1 + (0.7 * (1.1 * market + own) if 1.1 * market + own < -0.03 else 0) + rng.gauss(0, 0.0005), 5))
    return made


HISTORY = closes()
NOW, EXPIRY = "2026-03-02T12:00:00Z", "260327"
YEARS = (24 + 20 / 24) / 365  # 2 March 12:00 to 27 March 08:00
SPOT = {coin: HISTORY[coin]["spot"][-1] for coin in HISTORY}
SMILE = [0.002, 0.05, -0.2, 0.01, 0.12]


def smile_volatility(k):
    a, b, rho, m, sigma = SMILE
    return round(math.sqrt((a + b * (rho * (k - m) + math.sqrt((k - m) ** 2 + sigma ** 2))) / YEARS) + 0.003, 4)


def perpetual(symbol, mark, size, volume, interest):
    return dict(symbol=symbol, contractSize=size, mark=mark, volume24h=volume, openInterest=interest)


def option(strike, side):
    forward = round(SPOT["BTC"] * 1.004, 1)
    sigma = smile_volatility(math.log(strike / forward))
    mark = round(black(side, forward, strike, sigma * math.sqrt(YEARS)) / forward, 6)
    return dict(symbol=f"BTC/USD:BTC-{EXPIRY}-{strike}-{side}", contractSize=1.0, mark=mark, forward=forward, volatility=sigma, strike=float(strike), side=side, years=YEARS)


def book(mid, step, sizes, digits):
    side = lambda sign: [[round(mid * (1 + sign * step * (i + 0.5)), digits), n] for i, n in enumerate(sizes)]
    return dict(bids=side(-1), asks=side(1))


def market(instruments, books=None, forecasts=None, indices=None, coins=("BTC",)):
    return dict(valuationTime=NOW, firstClose="2026-01-01T00:00:00Z", indices={"USDT": 0.9993, **{c: SPOT[c] for c in coins if c != "USDT"}, **(indices or {})}, forecasts=forecasts or {}, instruments=instruments,
                books=books or {}, smile=SMILE, closes={c: HISTORY[c] for c in coins})


def account(collateral, positions=(), orders=()):
    return dict(collateral=collateral, positions=[dict(symbol=s, quantity=q, entry=e) for s, q, e in positions], orders=[dict(symbol=s, quantity=q, price=p) for s, q, p in orders])


BTC_LINEAR = perpetual("BTC/USDT:USDT", round(SPOT["BTC"] * 1.0011, 1), 1.0, 60000.0, 40000.0)
BTC_INVERSE = perpetual("BTC/USD:BTC", round(SPOT["BTC"] * 1.0004, 1), 100.0, 9000000.0, 5000000.0)
ETH_LINEAR = perpetual("ETH/USDT:USDT", round(SPOT["ETH"] * 1.0008, 2), 1.0, 700000.0, 500000.0)
LINK_LINEAR = perpetual("LINK/USDT:USDT", 15.02, 1.0, 700000.0, 600000.0)
down, up = (round(SPOT["BTC"] * f, -3) for f in (0.88, 1.12))
PUT, CALL = option(int(down), "P"), option(int(up), "C")

CASES = {
    "outright-long-perpetual": ("A perpetual bought outright, held on tether that counts a little below par: the grid binds, and nothing is charged for size.",
        ["squeeze"], market([BTC_LINEAR]), account({"USDT": 60000.0}, [("BTC/USDT:USDT", 2.0, round(SPOT["BTC"] * 0.97, 1))])),
    "hedged-inverse-perpetual-with-coin-collateral": ("A short inverse perpetual against the coins it is short of: most of the coins are margined in the book, without a haircut, and little but basis is left.",
        ["crash"], market([BTC_LINEAR, BTC_INVERSE], forecasts={"BTC": 0.031}), account({"BTC": 10.0}, [("BTC/USD:BTC", -7000.0, round(SPOT["BTC"] * 1.02, 1))])),
    "short-strangle": ("A put and a call sold: the grid and the volatility moves, both smile dynamics, vega cost, exposure from deltas that grow.",
        [], market([BTC_LINEAR, PUT, CALL]), account({"USD": 400000.0}, [(PUT["symbol"], -20.0, None), (CALL["symbol"], -20.0, None)])),
    "whale-beyond-the-book": ("A holding of many times what a thin market absorbs, of a coin without a history of its own: proxy, size curve, walk of the book, crowding.",
        [], market([LINK_LINEAR], books={"LINK/USDT:USDT": book(15.02, 0.003, [4000.0, 9000.0, 15000.0, 22000.0, 30000.0, 40000.0, 55000.0, 70000.0], 4)}, indices={"LINK": 15.01}),
        account({"USDT": 9000000.0}, [("LINK/USDT:USDT", 240000.0, 15.5)])),
    "order-filled-where-it-loses": ("A small position with a bid below and an offer above the market: each order counts only where its fill would lose, for initial margin alone.",
        [], market([BTC_LINEAR]), account({"USD": 100000.0}, [("BTC/USDT:USDT", 0.5, round(SPOT["BTC"] * 1.01, 1))],
        [("BTC/USDT:USDT", 3.0, round(SPOT["BTC"] * 0.985, 1)), ("BTC/USDT:USDT", -2.0, round(SPOT["BTC"] * 1.02, 1))])),
    "two-majors-apart": ("Short bitcoin, more ether, on tether that wavered when ether fell: offset, charge for broken correlation, haircut and wrong-way charge.",
        [], market([BTC_LINEAR, ETH_LINEAR], coins=("BTC", "ETH", "USDT")), account({"USDT": 6000000.0}, [("BTC/USDT:USDT", -10.0, round(SPOT["BTC"] * 0.99, 1)), ("ETH/USDT:USDT", 700.0, round(SPOT["ETH"] * 0.98, 2))])),
}


def dump(value, indent=""):
    """JSON with lists of numbers on one line."""
    if isinstance(value, dict) and value:
        return "{\n" + ",\n".join(f"{indent}  {json.dumps(k)}: {dump(v, indent + '  ')}" for k, v in value.items()) + "\n" + indent + "}"
    if isinstance(value, list) and any(isinstance(v, dict) for v in value):
        return "[\n" + ",\n".join(f"{indent}  {dump(v, indent + '  ')}" for v in value) + "\n" + indent + "]"
    return json.dumps(value)


for name, (shows, stress, inputs, holder) in CASES.items():
    case = dict(shows=shows, source="make-cases.py in this folder, which computes docs/models/plimsoll.md in plain Python",
                parameters=dict(windowDays=DAYS, minimumDays=MINIMUM, stressedDays=STRESSED_DAYS, initialTail=TAIL["initial"], maintenanceTail=TAIL["maintenance"], stress=stress), market=inputs, account=holder)
    model = Model(case)
    asked = sorted({model.parts(p["symbol"])[0] for p in holder["positions"]} | {c for c in holder["collateral"] if c in inputs["closes"]})
    case["expected"] = dict(stressedStart=model.history.start, factors={u: model.factors[u] for u in asked}, **model.evaluate())
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name + ".json"), "w", encoding="utf-8", newline="\n") as file:
        file.write(dump(case) + "\n")
