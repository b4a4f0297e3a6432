using Plimsoll.Accounts;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Laws;

/// <summary>
/// Law 6: at frozen parameters a millionth more of anything changes what is asked by a small multiple of a millionth of what the account holds, also where a curve has a knot. Coins of collateral go
/// into the book where that leaves more excess, so at such a place requirement and haircut change against each other and it is what is left, the excess, that runs on.
/// </summary>
public class ContinuityLaws
{
    private const double Step = 1e-6;

    // The steepest the model gets: options at the money an hour from expiry, and the size curve just below its ceiling.
    private const double Steepest = 30;

    [Fact]
    public void Requirement_WhenAPriceMovesByAMillionth_ChangesByAFewMillionths() => Law.Holds(seed =>
    {
        (LawMarket market, AccountSnapshot account, SplitMix random) = Case(seed);
        Currency[] held = [.. account.Positions.Select(position => position.Symbol.Base).Concat(account.Collateral.Select(balance => balance.Currency)).Where(currency => !currency.IsUsd).Distinct().Order()];
        Currency u = random.Pick(held);
        HashSet<InstrumentSymbol> asked = [.. account.Positions.Select(position => position.Symbol).Concat(account.Orders.Select(order => order.Symbol))];
        // First somewhere else along the price, so that every region is visited, then the step.
        double place = 1 + random.Uniform(-0.3, 0.5);
        Requirement At(double factor)
        {
            NativeMarket moved = market.Native.With(u, factor, asked);
            return Requirement.Of(moved, NettingSet.Of(account, moved));
        }

        Near(At(place), At(place * (1 + (random.Chance(0.5) ? Step : -Step))), $"{u} at {place} times its price");
    });

    [Fact]
    public void Requirement_WhenTheBookGrowsByAMillionth_ChangesByAFewMillionths() => Law.Holds(seed =>
    {
        (LawMarket market, AccountSnapshot account, SplitMix random) = Case(seed);
        decimal[] direction = [.. account.Positions.Select(_ => (decimal)SplitMix.Round(random.Uniform(-Step, Step), 5))];
        AccountSnapshot grown = account with { Positions = [.. account.Positions.Select((position, i) => position with { Quantity = position.Quantity * (1m + direction[i]) })] };
        Near(market.Requirement(account), market.Requirement(grown), "positions");
    });

    [Fact]
    public void Requirement_WhenATinyPositionIsNew_ChangesByAFewMillionths() => Law.Holds(seed =>
    {
        (LawMarket market, AccountSnapshot account, SplitMix random) = Case(seed);
        InstrumentMarket of = random.Pick([.. market.Snapshot.Instruments.Values.OrderBy(entry => entry.Instrument.Symbol)]);
        Requirement before = market.Requirement(account);
        decimal contracts = market.Contracts(of, (random.Chance(0.5) ? 1 : -1) * Step * Math.Max(1e4, before.Exposures.Sum(exposure => exposure.Gross)));
        Requirement after = market.Requirement(account with { Positions = account.Positions.Add(new Position(of.Instrument.Symbol, contracts, of.MarkPrice)) });
        // A short margin period that the new instrument ends is a step meant to be one.
        if (after.Set.Hours != before.Set.Hours) return false;
        Near(before, after, $"{contracts} {of.Instrument.Symbol}");
        return true;
    }, least: 900);

    /// <summary>The size curve's knots, where its pieces meet: a book scaled to stand on one, seen from either side.</summary>
    [Fact]
    public void Requirement_OnBothSidesOfAKnotOfTheSizeCurve_IsTheSameButForTheStep() => Law.Holds(seed =>
    {
        SplitMix random = SplitMix.For(seed, "knot");
        LawMarket market = LawMarket.Varied(seed);
        InstrumentMarket of = random.Pick(market.Futures);
        double sign = random.Chance(0.5) ? 1 : -1;
        double once = market.Requirement(market.Outright(of, sign * 1e6)).Exposures.Single().TimesToLiquidate;
        double dollars = sign * 1e6 * random.Pick([0.5, 1, 2, 6]) / once;
        Near(market.Requirement(market.Outright(of, dollars * (1 - Step))), market.Requirement(market.Outright(of, dollars * (1 + Step))), $"{of.Instrument.Symbol} for {dollars:R}");
    });

    private static (LawMarket Market, AccountSnapshot Account, SplitMix Random) Case(int seed)
    {
        LawMarket market = LawMarket.Varied(seed);
        AccountSnapshot account = RandomAccount.Create(seed, market.Snapshot, SplitMix.For(seed, "which").Pick([.. Enum.GetValues<AccountKind>().Where(kind => kind is not (AccountKind.OrdersOnly or AccountKind.Isolated or AccountKind.Debtor))]));
        return (market, account with { Isolated = [] }, SplitMix.For(seed, "step"));
    }

    private static void Near(Requirement before, Requirement after, string what)
    {
        double scale = 1e4 + before.Exposures.Sum(exposure => exposure.Ceiling + exposure.FullCost) + before.Haircuts.Sum(haircut => Math.Abs((double)(haircut.Holding.Amount * haircut.Holding.Price)))
            + (double)before.Set.BoughtOptionValue + before.Books.Sum(book => book.Orders.Sum(order => Math.Abs(order.Quantity) * order.Risk.GrossCoins)) + before.InitialMargin;
        double tolerance = Steepest * Step * scale;
        string parts = $"\n before {RequirementText.Of(before)}\n after {RequirementText.Of(after)}\n";
        double Excess(Requirement of) => of.Equity - of.CappedInitial;
        Law.AtMost(Math.Abs(Excess(after) - Excess(before)), 0, tolerance, $"change of excess by {what}{parts}");
        if (!before.Hedges.Keys.SequenceEqual(after.Hedges.Keys)) return;
        Law.AtMost(Math.Abs(after.CappedInitial - before.CappedInitial), 0, tolerance, $"change of initial margin by {what}{parts}");
        Law.AtMost(Math.Abs(after.MaintenanceMargin - before.MaintenanceMargin), 0, tolerance, $"change of maintenance margin by {what}{parts}");
    }
}
