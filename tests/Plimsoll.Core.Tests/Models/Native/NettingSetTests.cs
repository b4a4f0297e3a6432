using System.Globalization;
using System.IO.Compression;
using Plimsoll.Accounts;
using Plimsoll.Core.Tests.Cases;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Native;
using Plimsoll.Values;
using static Plimsoll.Core.Tests.Models.Native.SmallMarket;

namespace Plimsoll.Core.Tests.Models.Native;

/// <summary>Short margin periods, isolated positions, books of one owner.</summary>
public class NettingSetTests
{
    private static readonly SmallMarket Market = SmallMarket.Create();
    private static readonly Lazy<BarSeries> Hourly = new(ReadHourly);

    [Fact]
    public void Evaluate_ShortNettingSetOnHourlyHistory_TakesEightHourReturns()
    {
        SmallMarket market = OnHourlyHistory();
        AccountSnapshot account = SmallMarket.Account(100_000m, Held(Linear, 2m, 94_000m)), shorter = account with { Path = account.Path with { NettingSet = "short" } };
        NativeMarket native = market.Native();
        Assert.Equal(8, NettingSet.Of(shorter, native).Hours);
        Assert.Equal(24, NettingSet.Of(account, native).Hours);

        // The bar that opens at 23:00 closes at midnight; eight hours before it the one that opens at 15:00.
        ReadOnlySpan<double> closes = Hourly.Value.Close.Span;
        Factor factor = native.Horizon(8).Factors.Of(Btc);
        Assert.Equal(3 * market.Parameters.MarketRisk.WindowDays, factor.Core.Length);
        double last = Math.Log(closes[^1] / closes[^9]);
        Assert.Equal(Math.Sign(last), Math.Sign(factor.Core[^1]));
        Assert.InRange(factor.Core[^1] / last, 1.0 / 3, 3);
        NativeParameters raw = market.Parameters with { MarketRisk = market.Parameters.MarketRisk with { Rescaling = 0 } };
        Assert.Equal(last, (market with { Parameters = raw }).Native().Horizon(8).Factors.Of(Btc).Core[^1], 12);

        MarginStatement eight = market.Statement(shorter), day = market.Statement(account);
        Assert.True(eight.InitialMargin < day.InitialMargin);
        Assert.DoesNotContain(eight.Warnings, warning => warning.Code == "long-period");
    }

    [Theory]
    [InlineData(Call)]
    [InlineData(Link)]
    public void Evaluate_ShortNettingSetWithSomethingElse_TakesTheLongPeriodAndSaysSo(string symbol)
    {
        SmallMarket market = OnHourlyHistory();
        AccountSnapshot account = SmallMarket.Account(100_000m, Held(Linear, 2m, 94_000m), Held(symbol, -1m, symbol == Link ? 15m : null)), shorter = account with { Path = account.Path with { NettingSet = "short" } };
        MarginStatement statement = market.Statement(shorter);
        Assert.Equal(market.Statement(account).InitialMargin, statement.InitialMargin);
        Assert.Contains(statement.Warnings, warning => warning.Code == "long-period" && warning.Message.Contains("24 hours", StringComparison.Ordinal));
    }

    [Fact]
    public void Evaluate_IsolatedPosition_IsASetOfItsOwnThatThePositionsBesideItDoNotSee()
    {
        AccountSnapshot cross = SmallMarket.Account(50_000m, Held(Linear, 1m, 94_000m));
        IsolatedPosition isolated = new(Held(Ether, 10m, 4_500m), 8_000m);
        var outcomes = Market.Evaluate(MarginDetail.Lines, cross with { Isolated = [isolated] });
        Assert.Equal(["ann", $"ann/isolated:{Ether}"], outcomes.Select(outcome => outcome.Account.ToString()));
        MarginStatement apart = ((MarginOutcome.Calculated)outcomes[0]).Statement, own = ((MarginOutcome.Calculated)outcomes[1]).Statement;
        MarginStatement alone = Market.Statement(cross);
        Assert.Equal((alone.Equity, alone.InitialMargin, alone.Status), (apart.Equity, apart.InitialMargin, apart.Status));

        // 8,000 USDT less 10·700 lost: 1,000 at 0.9993 less 1 % of haircut; it liquidates, the account beside it is healthy.
        Assert.Equal(989.30m, own.Equity.Amount);
        Assert.Equal(MarginStatus.Liquidation, own.Status);
        Assert.Equal(MarginStatus.Healthy, apart.Status);
    }

    [Fact]
    public void Evaluate_TwoBooksOfOneOwnerInAThinMarket_ShareTheSurplusByNotional()
    {
        AccountSnapshot Of(string name, decimal contracts) => SmallMarket.Account(5_000_000m, Held(Link, contracts, 15m)) with { Path = new AccountPath("", "owner", name, "main") };
        var estimates = Market.Evaluator().Estimates([Of("a", 60_000m), Of("b", 20_000m)]);
        var joined = Market.Evaluator().Estimates([Of("c", 80_000m)]);
        double Charges(Requirement requirement) => requirement.Exposures.Sum(exposure => exposure.Size + exposure.Cost);
        double surplus = Charges(joined[0].Requirement!) - Charges(estimates[0].Requirement!) - Charges(estimates[1].Requirement!);
        Assert.True(surplus > 10_000);
        Assert.Equal(0, joined[0].OwnerSurplus);
        Assert.Equal(0.75 * surplus, estimates[0].OwnerSurplus, 6);
        Assert.Equal(0.25 * surplus, estimates[1].OwnerSurplus, 6);

        MarginStatement statement = ((MarginOutcome.Calculated)Market.Evaluate(MarginDetail.Lines, Of("a", 60_000m), Of("b", 20_000m))[0]).Statement;
        MarginLine line = Assert.Single(statement.Lines, entry => entry.Component == MarginComponent.OwnerConcentration);
        Assert.Equal("owner", line.Subject);
        Assert.Equal(0m, line.Maintenance.Amount);
        Assert.InRange((double)line.Initial.Amount, estimates[0].OwnerSurplus - 1e-6, estimates[0].OwnerSurplus + 0.01);
    }

    /// <summary>The small market at the end of January 2026, on the recorded hourly prices of data/prices.</summary>
    private static SmallMarket OnHourlyHistory()
    {
        Timestamp now = Timestamp.Utc(2026, 2, 1);
        InstrumentMarket Moved(InstrumentMarket quoted) => quoted with { Time = now };
        return Market with
        {
            Parameters = Market.Parameters with { MarketRisk = Market.Parameters.MarketRisk with { ShortHours = 8, ShortNettingSets = ["short"] } },
            Snapshot = Market.Snapshot with
            {
                AsOf = now, ValuationTime = now, History = new PriceHistory([Hourly.Value]),
                Indices = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(Market.Snapshot.Indices, entry => entry.Key, entry => entry.Value with { Time = now }),
                Instruments = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(Market.Snapshot.Instruments, entry => entry.Key, entry => Moved(entry.Value)),
            },
        };
    }

    private static BarSeries ReadHourly()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(WorkedCase.Repository, "data", "prices", "BTC-USDT.binance-spot.1h.csv.gz")), CompressionMode.Decompress));
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line) rows.Add(line.Split(','));
        string[][] kept = [.. rows.Skip(1).TakeLast(200 * 24)];
        return new BarSeries
        {
            Base = Btc, Quote = Usdt, Venue = "binance", Kind = MarketKind.Spot, Step = TimeSpan.FromHours(1),
            OpenTimes = kept.Select(row => Timestamp.Parse(row[0]).UnixSeconds).ToArray(),
            Close = kept.Select(row => double.Parse(row[4], CultureInfo.InvariantCulture)).ToArray(),
        };
    }
}
