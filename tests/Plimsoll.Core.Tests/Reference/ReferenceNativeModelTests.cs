using System.Collections.Immutable;
using System.Reflection;
using Plimsoll.Accounts;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Reference;

/// <summary>That the reference is worth comparing with: hand calculations and the laws that hold for any book.</summary>
public class ReferenceNativeModelTests
{
    private static readonly Currency Btc = Currency.Of("BTC");

    private static AccountSnapshot Account(ImmutableArray<Balance> collateral, params Position[] positions) =>
        new() { Path = AccountPath.Of("test"), Collateral = collateral, Positions = [.. positions] };

    private static ReferenceResult Evaluate(AccountSnapshot account, int seed = 1, NativeParameters? parameters = null) =>
        ReferenceNativeModel.Evaluate(parameters ?? TestParameters.Native(), RandomMarket.Create(seed), [account], RandomMarket.Surfaces(seed))[0];

    [Theory]
    [InlineData(0.01, 5)]
    [InlineData(0.2, 5)]
    [InlineData(0.25, (5 + (0.25 * 4)) / 1.25)]
    [InlineData(0.3, (5 + (0.5 * 4)) / 1.5)]
    [InlineData(1, 3)]
    public void Shortfall_FiveLosses_CountsTheLastOneOfTheTailInPart(double tail, double expected) =>
        Assert.Equal(expected, Shortfall.Of([3, 5, 1, 4, 2], tail), 12);

    [Fact]
    public void Evaluate_NothingButDollars_RequiresNothing()
    {
        ReferenceResult rich = Evaluate(Account([new Balance(Currency.Usd, 1000m)]));
        Assert.Equal((0.0, 0.0, 1000.0, MarginStatus.Healthy), (rich.Initial, rich.Maintenance, rich.Equity, rich.Status));
        ReferenceResult poor = Evaluate(Account([new Balance(Currency.Usd, -1m)]));
        Assert.Equal((0.0, MarginStatus.Bankrupt), (poor.Initial, poor.Status));
    }

    [Fact]
    public void Evaluate_OwedCoin_CoreAndGridAreTheShortfallOfTheShort()
    {
        NativeParameters parameters = TestParameters.Native();
        ReferenceResult result = Evaluate(Account([new Balance(Currency.Usd, 1_000_000m), new Balance(Btc, -2m)]));
        ReferenceLegs legs = result.InitialMarket.Groups["majors"].Legs;
        double expected = 2 * result.Underlyings[Btc].Spot * result.Underlyings[Btc].UpRange;
        Assert.Equal(expected, legs.CoreShortfall, expected * 1e-12);
        Assert.Equal(expected, legs.Grid, expected * 1e-12);
        Assert.Equal(legs.Base, result.InitialMarket.Groups["majors"].Offset, expected * 1e-12);
        Assert.Equal(0, result.InitialMarket.Break, 6);
        Assert.Equal(2 * result.Underlyings[Btc].Spot, result.Underlyings[Btc].Exposure, 6);
        Assert.True(result.Maintenance <= result.Initial / parameters.Status.InitialToMaintenance);
    }

    [Fact]
    public void Evaluate_OutrightLongPerpetual_BaseIsTheShortfallOfItsOwnHistory()
    {
        // Own calculation from the bars, without rescaling: the mean of the worst 1.2 of 120 daily losses in USDT at the scenario's own rate.
        NativeParameters parameters = TestParameters.Native();
        parameters = parameters with { MarketRisk = parameters.MarketRisk with { Rescaling = 0, StressedWeight = 0 }, Stress = [] };
        MarketSnapshot market = RandomMarket.Create(1);
        InstrumentSymbol symbol = InstrumentSymbol.Parse("BTC/USDT:USDT");
        double mark = (double)market.Instruments[symbol].MarkPrice!.Value, size = (double)market.Instruments[symbol].Instrument.ContractSize;
        var history = new ReferenceHistory(parameters, market, 24);
        double tether = (double)market.UsdPrice(RandomMarket.Usdt)!.Price;
        double[] spot = history.Returns(Btc)[^120..], basis = history.BasisReturns(Btc)[^120..], dollar = history.Returns(RandomMarket.Usdt)[^120..];
        double[] losses = [.. Enumerable.Range(0, 120).Select(i => -10 * size * mark * (Math.Exp(spot[i] - dollar[i] + basis[i]) - 1) * tether * Math.Exp(dollar[i])).OrderDescending()];
        double expected = (losses[0] + (0.2 * losses[1])) / 1.2;

        ReferenceResult result = Evaluate(Account([new Balance(Currency.Usd, 100_000m)], new Position(symbol, 10m, (decimal)mark)), parameters: parameters);
        Assert.Equal(expected, result.InitialMarket.Groups["majors"].Legs.CoreShortfall, expected * 1e-9);
    }

    [Fact]
    public void Evaluate_OwnReturns_AreThoseOfTheBars()
    {
        MarketSnapshot market = RandomMarket.Create(1);
        BarSeries bars = market.History.Find(Btc, MarketKind.Spot)!;
        var history = new ReferenceHistory(TestParameters.Native(), market, 24);
        long last = history.Calendar[^1];
        double Close(long end) => bars.Close.Span[bars.OpenTimes.ToArray().ToList().IndexOf(end - (long)bars.Step.TotalSeconds)];
        Assert.Equal(0, last % 86_400);
        Assert.Equal(Math.Log(Close(last) / Close(last - 86_400)), history.Returns(Btc)[^1], 14);
    }

    [Fact]
    public void Evaluate_RandomBooks_KeepTheLawsThatHoldForAnyBook()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            MarketSnapshot market = RandomMarket.Create(seed % 8);
            (string name, NativeParameters parameters) = TestParameters.Variations()[seed % TestParameters.Variations().Length];
            AccountSnapshot account = RandomAccount.Create(seed, market);
            foreach (ReferenceResult result in ReferenceNativeModel.Evaluate(parameters, market, [account], RandomMarket.Surfaces(seed % 8)))
            {
                string where = $"seed {seed}, {name}, {result.Path}";
                Assert.True(result.Gaps.IsEmpty, $"{where}: {string.Join(", ", result.Gaps)}");
                foreach (PropertyInfo property in typeof(ReferenceResult).GetProperties().Where(p => p.PropertyType == typeof(double)))
                    Assert.True(double.IsFinite((double)property.GetValue(result)!), $"{where}: {property.Name} is {property.GetValue(result)}");
                Assert.True(result.Maintenance >= 0, where);
                Assert.True(result.Initial >= (1.25 * result.Maintenance) - 1e-6, where);
                Assert.True(result.Initial >= result.BookInitial - 1e-6, where);
                Assert.True(result.InitialMarket.Break >= 0, where);
                if (result.BoughtOptionValue is { } value) Assert.True(result.Initial <= value + result.InitialWithoutBought + 1e-6, where);
            }
        }
    }

    [Fact]
    public void Evaluate_ASurplusOverTheOwner_AppearsOnlyForSeveralAccounts()
    {
        MarketSnapshot market = RandomMarket.Create(2);
        ImmutableArray<AccountSnapshot> family = [.. Enumerable.Range(0, 2).Select(i => RandomAccount.Create(5, market, AccountKind.Outright) with { Path = new AccountPath("", "owner", $"account{i}", "main"), Orders = [] })];
        Func<Currency, VolatilitySurface?> surfaces = RandomMarket.Surfaces(2);
        ReferenceResult alone = ReferenceNativeModel.Evaluate(TestParameters.Native(), market, [family[0]], surfaces)[0];
        ImmutableArray<ReferenceResult> together = ReferenceNativeModel.Evaluate(TestParameters.Native(), market, family, surfaces);
        Assert.Equal(0, alone.Owner);
        Assert.True(together[0].Owner > 0);
        Assert.Equal(together[0].Owner, together[1].Owner, 6);
        Assert.Equal(alone.Initial + together[0].Owner, together[0].Initial, 6);
        Assert.Equal(alone.Maintenance, together[0].Maintenance, 6);
    }
}
