using System.Collections.Immutable;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Cli.Tests;

/// <summary>A statement made by hand with every kind of evidence in it, for what renders statements.</summary>
internal static class Example
{
    public static AccountReport Report { get; } = new(new MarginOutcome.Calculated(Statement()), [new MarginOutcome.Unavailable(
        new AccountPath("firm", "fund", "alice", "isolated:SOL/USDT:USDT"), [new DataGap("SOL/USDT:USDT", "mark price", TimeSpan.FromSeconds(90))])]);

    public static ScenarioMap Map { get; } = new(Currency.Of("BTC"), [-0.5, -0.1, 0, 0.1, 0.5], [0.4, 0, -0.25], [.. Enumerable.Range(-7, 15).Select(i => i * 1_234.5)]);

    public static MarginStatement Statement()
    {
        static Money Usd(decimal amount) => Money.Usd(amount);
        MarginLine btc = new(MarginComponent.Underlying, "BTC", Usd(8_000.10m), Usd(6_000.05m), Evidence.Sum.Instance, []);
        MarginLine eth = new(MarginComponent.Underlying, "ETH", Usd(1_999.90m), Usd(1_999.95m), Evidence.Sum.Instance, []);
        var risk = new Evidence.MarketRisk(
            "core expected shortfall", "grid", "sticky moneyness", [new("core expected shortfall", 10_000, "USD"), new("grid", 9_500.25, "USD")],
            [new("core 2024-08-05", 12_345.67, 0.1), new("BTC -18.2 %, vol up", 9_876.5, 0.1)]);
        MarginLine group = new(MarginComponent.Group, "majors", Usd(10_000m), Usd(8_000m), risk, [btc, eth]);
        return new MarginStatement
        {
            Account = new AccountPath("firm", "fund", "alice", "main"),
            Model = new ModelVersion("plimsoll", "1", "0123456789abcdef"),
            AsOf = Timestamp.Parse("2026-01-31T12:25:19Z"),
            Currency = Currency.Usd,
            Quality = DataQuality.Bounded,
            Status = MarginStatus.MarginCall,
            CollateralValue = Usd(20_000m),
            Haircut = Usd(500.5m),
            UnrealisedPnl = Usd(-7_000m),
            OptionValue = Usd(-100m),
            CostToRealiseGains = Usd(0m),
            Lines =
            [
                new(MarginComponent.MarketRisk, "", Usd(10_000m), Usd(8_000m), Evidence.Sum.Instance, [group]),
                new(MarginComponent.Size, "BTC", Usd(2_500m), Usd(2_500m), new Evidence.Curve(5e6, 1e6, 5, 4.2, "depth"), []),
                new(MarginComponent.LiquidationCost, "", Usd(300m), Usd(300m), new Evidence.Numbers([new("spread", 0.0008, "fraction"), new("impact", 120, "USD")]), []),
                new(MarginComponent.MaintenanceCap, "", Usd(0m), Usd(-560m), Evidence.Sum.Instance, []),
            ],
            Collateral = [new(Currency.Of("BTC"), 0.25m, 80_000m, Usd(20_000m), Usd(500.5m), 0.05m, new Evidence.HaircutRow(0.025, 1e9))],
            Positions =
            [
                new(InstrumentSymbol.Parse("BTC/USDT:USDT"), -0.5m, 80_100.5m, Usd(-40_050.25m), Usd(13_300m), Usd(11_000m)) { InitialMarginal = Usd(12_000m) },
                new(InstrumentSymbol.Parse("BTC/USD:BTC-261225-100000-C"), 2m, 0.0521m, Usd(160_000m), Usd(-500m), Usd(-760m)),
            ],
            LiquidationLevels = [new("BTC", 52_310.5m, null, [new(0m, 52_310.5m)]), new("ETH", null, 4_000m, [new(4_000m, null)])],
            Warnings = [new("depth-missing", "no depth of SOL/USDT:USDT; its class's floor was used")],
            Bounds = new MarginBounds(Usd(11_000m), Usd(12_800m)),
            Withdrawable = Usd(0m),
        };
    }
}
