using System.Collections.Frozen;
using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Laws;

/// <summary>Law 5: put-call parity, bought options, covered calls.</summary>
public class ParityLaws
{
    /// <summary>
    /// Inverse contracts: a call bought and a put sold (or the other way round, whichever costs a premium) against the future of their expiry, the premium on credit in the coin. In every
    /// scenario of every set, under both dynamics, nothing is won or lost; size, cost and minimums are all that is left.
    /// </summary>
    [Fact]
    public void SyntheticFuture_AgainstTheFuture_HasNoScenarioLossAndOnlyOtherChargesRemain() => Law.Holds(seed =>
    {
        SplitMix random = SplitMix.For(seed, "parity");
        LawMarket market = LawMarket.Of(seed, "parity", p => p, AtParity);
        InstrumentMarket call = random.Pick([.. market.Snapshot.Instruments.Values.Where(of => of.Instrument.Symbol is { Side: OptionSide.Call, IsInverse: true }).OrderBy(of => of.Instrument.Symbol)]);
        InstrumentSymbol symbol = call.Instrument.Symbol;
        var put = InstrumentSymbol.Option(symbol.Base, symbol.Quote, symbol.Settle, symbol.Expiry!.Value, symbol.Strike!.Value, OptionSide.Put);
        var future = InstrumentSymbol.DatedFuture(symbol.Base, symbol.Quote, symbol.Settle, symbol.Expiry!.Value);
        decimal forward = call.Forward!.Value, strike = symbol.Strike!.Value, quantity = SplitMix.Round(random.Scale(0.1, 1e5), 4);
        int sign = forward > strike ? 1 : -1;
        decimal premium = sign * quantity * (1m - (strike / forward)), contracts = -sign * quantity * strike / market.Snapshot.Instruments[future].Instrument.ContractSize;
        AccountSnapshot account = new()
        {
            Path = AccountPath.Of("parity"),
            Collateral = [new Balance(Currency.Usd, 1_000_000m), new Balance(symbol.Base, -premium)],
            Positions = [new Position(symbol, sign * quantity, null), new Position(put, -sign * quantity, null), new Position(future, contracts, forward)],
        };
        Requirement requirement = market.Requirement(account);
        double notional = (double)quantity * market.Native.Price(symbol.Base)!.Value;
        UnderlyingBook book = Assert.Single(requirement.Books);
        foreach (SmileDynamics dynamics in new[] { SmileDynamics.StickyMoneyness, SmileDynamics.StickyStrike })
            Law.AtMost(book.Pnl(dynamics).Max(Math.Abs), 0, 1e-9 * notional, $"profit or loss of {symbol}, {dynamics}");
        Law.AtMost(requirement.Initial.Total, 0, 1e-9 * notional, "market risk");
        Law.AtMost(requirement.InitialMargin, requirement.CommonCharges + requirement.Minimums.Sum(minimum => minimum.Initial) + requirement.Crowding.Sum(), 1e-9 * notional, "requirement against its other charges");
    });

    /// <summary>Linear contracts: the premium is owed in the quote currency, which is a book of its own; both books together win and lose nothing on the dated scenarios, where every currency moves at once.</summary>
    [Fact]
    public void LinearSyntheticFuture_AgainstTheFuture_HasNoProfitOrLossOnAnyDate() => Law.Holds(seed =>
    {
        SplitMix random = SplitMix.For(seed, "parity");
        LawMarket market = LawMarket.Of(seed, "parity", p => p, AtParity);
        InstrumentMarket call = random.Pick([.. market.Snapshot.Instruments.Values.Where(of => of.Instrument.Symbol is { Side: OptionSide.Call, IsInverse: false }).OrderBy(of => of.Instrument.Symbol)]);
        InstrumentSymbol symbol = call.Instrument.Symbol;
        var put = InstrumentSymbol.Option(symbol.Base, symbol.Quote, symbol.Settle, symbol.Expiry!.Value, symbol.Strike!.Value, OptionSide.Put);
        var future = InstrumentSymbol.DatedFuture(symbol.Base, symbol.Quote, symbol.Settle, symbol.Expiry!.Value);
        double size = (double)call.Instrument.ContractSize, intrinsic = (double)(call.Forward!.Value - symbol.Strike!.Value);
        HorizonRisk horizon = market.Native.Horizon(market.Native.Parameters.MarketRisk.Hours);
        GroupRisk group = horizon.Group(symbol.Base), money = horizon.Group(symbol.Quote);
        int dates = (int)group.Axis.GridStart.Initial;
        foreach (SmileDynamics dynamics in new[] { SmileDynamics.StickyMoneyness, SmileDynamics.StickyStrike })
            for (int s = 0; s < dates; s++)
            {
                double synthetic = group.Of(symbol)!.Pnl(dynamics)[s] - group.Of(put)!.Pnl(dynamics)[s];
                double hedge = size / (double)market.Snapshot.Instruments[future].Instrument.ContractSize * group.Of(future)!.Pnl(dynamics)[s];
                double credit = size * intrinsic * money.Coin(symbol.Quote).Pnl(dynamics)[s];
                Law.AtMost(Math.Abs(synthetic - hedge - credit), 0, 1e-8 * size * (double)call.Forward!.Value, $"profit or loss of {symbol} in {group.Axis.NameOf(s)}");
            }
    }, cases: 1000);

    [Fact]
    public void BoughtOptions_Alone_NeverNeedMoreThanTheirValue() => Law.Holds(seed =>
    {
        LawMarket market = LawMarket.Varied(seed);
        AccountSnapshot account = RandomAccount.Create(seed, market.Snapshot, AccountKind.BoughtOptions) with { Orders = [], Isolated = [] };
        account = account with { Collateral = [.. account.Collateral.Where(balance => balance.Amount > 0m)] };
        MarginStatement statement = market.Statement(account);
        Assert.True(statement.MaintenanceMargin <= statement.InitialMargin);
        // The value is rounded down where it is shown and up where it bounds what is asked.
        if (statement.Collateral.All(line => line.InBook == 0m))
            Assert.True(statement.InitialMargin.Amount <= statement.OptionValue.Amount + 0.01m, $"initial margin {statement.InitialMargin}, value {statement.OptionValue}");
        // Coins that bought puts are margined with are no collateral any more and risk something themselves; that must have been worth it.
        Law.AtMost(market.Bare(account).Equity - (double)statement.OptionValue.Amount, (double)statement.Excess.Amount, 0.1 + (1e-9 * (double)statement.Nav.Amount), "excess if all coins stay collateral and the value is asked for");
    });

    [Fact]
    public void ShortCall_CoveredByItsCoin_HasNoLessExcessThanUncovered() => Law.Holds(seed =>
    {
        (LawMarket market, AccountSnapshot account, InstrumentSymbol call, decimal coins) = ShortCall(seed);
        Requirement naked = market.Requirement(account);
        Requirement covered = market.Requirement(AccountAdjustment.Transfer(account, call.Base, SplitMix.Round((double)coins * SplitMix.For(seed, "cover").Uniform(0.01, 1.5), 6)));
        AtMost(naked, covered);
    });

    /// <summary>
    /// A perpetual of up to half the call's delta covers it. Near the whole of today's delta a call close to its expiry no longer fears a rise but a fall, in which the perpetual loses more than
    /// the call can gain, and coins fall farther than they rise; coins of collateral go into the book only where that leaves more excess, a perpetual stands in it for good. It has to be closed too, so what closing it alone would be charged
    /// is allowed for: where volatility is what the call fears, covering spot saves nothing. Left aside are books so large that the size
    /// curve charges them: a quarter of gross notional is the least that counts as closed on either side, and a perpetual adds to it (an ETH call of 614 million dollars, eight times what the
    /// market absorbs, needs 9.5 million more once 6.8 million of a perpetual cover it).
    /// </summary>
    [Fact]
    public void ShortCall_CoveredByAPerpetual_HasNoLessExcessThanUncovered() => Law.Holds(seed =>
    {
        (LawMarket market, AccountSnapshot account, InstrumentSymbol call, _) = ShortCall(seed);
        Requirement naked = market.Requirement(account);
        InstrumentMarket perpetual = market.Futures.First(of => of.Instrument.Kind == InstrumentKind.Perpetual && of.Instrument.Underlying == call.Base);
        double delta = -naked.Books.Single().Delta * SplitMix.For(seed, "cover").Uniform(0.01, 0.5);
        decimal contracts = SplitMix.Round(delta / naked.Books.Single().Group.Of(perpetual.Instrument.Symbol)!.Delta, 6);
        Requirement covered = market.Requirement(account with { Positions = account.Positions.Add(new Position(perpetual.Instrument.Symbol, contracts, perpetual.MarkPrice)) });
        if (covered.Exposures.Single().Multiplier > 1) return false;
        Requirement alone = market.Bare(account with { Positions = [new Position(perpetual.Instrument.Symbol, contracts, perpetual.MarkPrice)] });
        AtMost(naked, covered, alone.CommonCharges + alone.Crowding.Sum() + alone.Exposures.Sum(exposure => exposure.Minimum));
        return true;
    }, least: 500);

    private static (LawMarket Market, AccountSnapshot Account, InstrumentSymbol Call, decimal Coins) ShortCall(int seed)
    {
        SplitMix random = SplitMix.For(seed, "call");
        LawMarket market = LawMarket.Varied(seed);
        InstrumentMarket call = random.Pick([.. market.Snapshot.Instruments.Values.Where(of => of.Instrument.Symbol.Side == OptionSide.Call).OrderBy(of => of.Instrument.Symbol)]);
        double dollars = random.Scale(1e3, 1e9);
        decimal sold = market.Contracts(call, dollars);
        AccountSnapshot account = new()
        {
            Path = AccountPath.Of("call"),
            Collateral = [new Balance(Currency.Usd, SplitMix.Round(dollars, 6))],
            Positions = [new Position(call.Instrument.Symbol, -sold, null)],
        };
        return (market, account, call.Instrument.Symbol, sold * call.Instrument.ContractSize);
    }

    private static void AtMost(Requirement naked, Requirement covered, double allowed = 0) => Law.AtMost(
        naked.Equity - naked.CappedInitial, covered.Equity - covered.CappedInitial + allowed, 1e-9 * (1 + naked.InitialMargin + naked.Exposures.Sum(exposure => exposure.Gross)),
        $"excess uncovered\n before {RequirementText.Of(naked)}\n after {RequirementText.Of(covered)}\n");

    // Every put as volatile as the call of its strike, every expiry with a future at its options' forward, all of one contract size.
    private static MarketSnapshot AtParity(MarketSnapshot market)
    {
        var instruments = market.Instruments.ToDictionary();
        foreach (InstrumentMarket call in market.Instruments.Values.Where(of => of.Instrument.Symbol.Side == OptionSide.Call))
        {
            InstrumentSymbol symbol = call.Instrument.Symbol;
            double volatility = call.MarkVolatility ?? 0.6;
            var put = InstrumentSymbol.Option(symbol.Base, symbol.Quote, symbol.Settle, symbol.Expiry!.Value, symbol.Strike!.Value, OptionSide.Put);
            instruments[symbol] = call with { MarkVolatility = volatility };
            instruments[put] = instruments[put] with { MarkVolatility = volatility, Forward = call.Forward };
            var future = InstrumentSymbol.DatedFuture(symbol.Base, symbol.Quote, symbol.Settle, symbol.Expiry!.Value);
            instruments[future] = instruments.TryGetValue(future, out InstrumentMarket? listed)
                ? listed with { MarkPrice = call.Forward, Bid = null, Ask = null }
                : new InstrumentMarket { Instrument = new Instrument(future, symbol.IsInverse ? 10m : 0.1m, symbol.Expiry), Time = call.Time, MarkPrice = call.Forward };
        }

        return market with { Instruments = instruments.ToFrozenDictionary() };
    }
}
