using System.Collections.Frozen;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests;

/// <summary>The rulebooks of Hyperliquid, which are data of the standard model.</summary>
public class HyperliquidRulebookTests
{
    private static readonly Currency Usdc = Currency.Of("USDC");

    // The account of the venue's SDK, tests/cassettes/info_test/test_get_user_state.yaml: coin, size, value at mark, entry price.
    private static readonly (string Coin, decimal Size, decimal Value, decimal Entry)[] Recorded =
    [
        ("BTC", -0.00785m, 211.64542m, 26951.0m), ("ETH", 0.1334m, 227.675114m, 1705.82m), ("ATOM", -0.45m, 4.86m, 10.787m), ("MATIC", 76.6m, 79.3576m, 1.03483m),
        ("DYDX", -121.2m, 287.244m, 2.36808m), ("SOL", 7.39m, 145.5091m, 19.6789m), ("AVAX", 28.3m, 464.12m, 16.3839m), ("BNB", 1.916m, 588.0204m, 306.509m),
        ("APE", -131.8m, 509.5388m, 3.86082m), ("OP", -76.4m, 156.238m, 2.04459m), ("LTC", 5.33m, 469.7862m, 88.0926m), ("ARB", 246.5m, 290.8207m, 1.17991m),
    ];

    [Fact]
    public void Account_RecordedIn2023_HasTheVenuesValueMarginUsedAndWithdrawable()
    {
        const decimal raw = 86.549602m;
        decimal paid = Recorded.Sum(one => one.Size * one.Entry);
        var account = new AccountSnapshot
        {
            Path = AccountPath.Of("recorded"),
            Collateral = [new Balance(Usdc, raw + paid)],
            Positions = [.. Recorded.Select(one => new Position(Symbol(one.Coin), one.Size, one.Entry) { Leverage = 20m })],
        };

        MarginStatement statement = Evaluate("hyperliquid@2023-03", account, [.. Recorded.Select(one => (one.Coin, one.Value / Math.Abs(one.Size)))]);

        Assert.Equal((1182.312496m, 171.740767m, 34.348153m), (decimal.Round(statement.Equity.Amount, 6), decimal.Round(statement.InitialMargin.Amount, 6), decimal.Round(statement.MaintenanceMargin.Amount, 6)));
        Assert.Equal(1010.571729m, decimal.Round(statement.Equity.Amount - statement.InitialMargin.Amount, 6));
    }

    [Fact]
    public void Maintenance_AboveATier_IsTheSumOfItsSlices()
    {
        var account = new AccountSnapshot { Path = AccountPath.Of("whale"), Collateral = [new Balance(Usdc, 20_000_000m)], Positions = [new Position(Symbol("ETH"), 50_000m, 3_000m)] };

        MarginStatement statement = Evaluate("hyperliquid@2026-01", account, ("ETH", 3_000m));

        Assert.Equal(10_000_000m, decimal.Round(statement.InitialMargin.Amount, 6));
        Assert.Equal(decimal.Round((100_000_000m * 0.02m) + (50_000_000m / 30m), 4), decimal.Round(statement.MaintenanceMargin.Amount, 4));
    }

    [Fact]
    public void Balances_InOtherCoins_CarryNoPosition()
    {
        var account = new AccountSnapshot { Path = AccountPath.Of("coins"), Collateral = [new Balance(Currency.Of("BTC"), 10m)], Positions = [new Position(Symbol("BTC"), 1m, 80_000m)] };

        MarginStatement statement = Evaluate("hyperliquid@2026-01", account, ("BTC", 80_000m));
        Assert.Equal(MarginStatus.Liquidation, statement.Status);
        Assert.Equal(0m, statement.Equity.Amount);
    }

    private static InstrumentSymbol Symbol(string coin) => InstrumentSymbol.Perpetual(Currency.Of(coin), Usdc, Usdc);

    private static MarginStatement Evaluate(string rulebook, AccountSnapshot account, params (string Coin, decimal Price)[] marks)
    {
        Timestamp now = Timestamp.Utc(2026, 2, 1);
        var market = new MarketSnapshot
        {
            AsOf = now,
            ValuationTime = now,
            Indices = marks.Select(one => (Currency.Of(one.Coin), one.Price)).Append((Usdc, 1m)).ToFrozenDictionary(one => (one.Item1, Currency.Usd), one => new IndexPrice(one.Item2, now, null)),
            Instruments = marks.ToFrozenDictionary(one => Symbol(one.Coin), one => new InstrumentMarket { Instrument = Instrument.Of(Symbol(one.Coin)), Time = now, MarkPrice = one.Price }),
        };
        return Assert.IsType<MarginOutcome.Calculated>(Assert.Single(MarginModels.Create(RulebookLibrary.Shipped.Find(rulebook)).Prepare(market).Evaluate([account], MarginDetail.Totals))).Statement
            .Currencies.Single(one => one.Currency == Usdc);
    }
}
