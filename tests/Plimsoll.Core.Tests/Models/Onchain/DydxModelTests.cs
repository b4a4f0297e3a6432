using System.Collections.Immutable;
using System.Numerics;
using Plimsoll.Accounts;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Dydx;
using Plimsoll.Values;
using Xunit;
using static Plimsoll.Core.Tests.Models.Onchain.OnchainBook;

namespace Plimsoll.Core.Tests.Models.Onchain;

/// <summary>The dYdX v4 rules over accounts and markets; the chain's own cases run through the calculators in the vector tests.</summary>
public sealed class DydxModelTests
{
    private static readonly DydxParameters Parameters = new()
    {
        Tiers =
        [
            new() { Name = "large", InitialMargin = 0.02m, MaintenanceFraction = 0.6m },
            new() { Name = "small", InitialMargin = 0.1m, MaintenanceFraction = 0.5m, OpenInterestLowerCap = 20_000_000m, OpenInterestUpperCap = 50_000_000m },
        ],
        Markets = ImmutableSortedDictionary<string, DydxMarketParameters>.Empty
            .Add("BTC", new() { Tier = "large", AtomicResolution = -10, PriceExponent = -5 })
            .Add("SOL", new() { Tier = "small", AtomicResolution = -7, PriceExponent = -8 })
            .Add("EIGEN", new() { Tier = "large", AtomicResolution = -6, PriceExponent = -9, Isolated = true }),
    };

    private static readonly IMarginModel Model = DydxRules.Create(Rulebook, Parameters);

    private static readonly AccountSnapshot Worked = Account(100_000m, ("BTC", 5m, 59_000m), ("SOL", -400m, 152.3m));

    private static readonly MarketSnapshot WorkedMarket = MarketOf(("BTC", 60_010m), ("SOL", 150.1m), ("EIGEN", 4m)).With("SOL", one => one with { OpenInterest = 200_000m });

    // The worked case of docs/models/dydx-v4.md.
    [Fact]
    public void Margin_OfTheWorkedCase_IsThatOfThePage()
    {
        MarginStatement statement = Assert.Single(Margin(Model, Worked, WorkedMarket).Currencies);

        Assert.Equal(105_930m, statement.Equity.Amount);
        Assert.Equal(30_053.024m, statement.InitialMargin.Amount);
        Assert.Equal(6_602.6m, statement.MaintenanceMargin.Amount);
        Assert.Equal([6_001m, 24_052.024m], statement.Lines.Select(line => line.Initial.Amount));
    }

    [Fact]
    public void EquityLessMargin_OverManyBooks_IsTheChainsOwnFreeCollateral()
    {
        var random = new Random(17);
        for (int run = 0; run < 200; run++)
        {
            // Sizes and prices as finely as the chain holds them, so that its cuts show.
            decimal btc = random.Next(-90_000_000, 90_000_000) / 10_000_000m, sol = random.Next(-900_000_000, 900_000_000) / 100_000m;
            decimal btcMark = random.Next(1, 2_000_000_000) / 10_000m, solMark = random.Next(1, 1_000_000_000) / 1_000_000m, interest = random.Next(1, 2_000_000);
            decimal usdc = random.Next(-500_000_000, 500_000_000) / 1_000m;
            MarketSnapshot market = MarketOf(("BTC", btcMark), ("SOL", solMark)).With("SOL", one => one with { OpenInterest = interest });
            AccountSnapshot account = Account(usdc, ("BTC", btc, 50_000m), ("SOL", sol, 100m));

            var tiers = Parameters.Tiers.Select(tier => tier.Tier).ToArray();
            Dictionary<int, DydxPerpetual> perpetuals = new()
            {
                [0] = new(0, -10, (BigInteger)(btcMark * 100_000m), -5, tiers[0], 0),
                [1] = new(1, -7, (BigInteger)(solMark * 100_000_000m), -8, tiers[1], (BigInteger)(interest * 10_000_000m)),
            };
            decimal cash = usdc - (btc * 50_000m) - (sol * 100m);
            var chain = new DydxSubaccount((BigInteger)decimal.Floor(cash * 1_000_000m), [new(0, (BigInteger)(btc * 10_000_000_000m), 0), new(1, (BigInteger)(sol * 10_000_000m), 0)]);
            DydxRisk risk = chain.Risk(perpetuals);
            MarginStatement statement = Assert.Single(Margin(Model, account, market).Currencies);

            Assert.Equal((decimal)(risk.NetCollateral - risk.Maintenance) / 1_000_000m, (statement.Equity - statement.MaintenanceMargin).Amount);
            Assert.Equal((decimal)(risk.NetCollateral - risk.Initial) / 1_000_000m, statement.Excess.Amount);
            Assert.Equal(risk.IsLiquidatable && statement.Nav.Amount >= 0m, statement.Status == MarginStatus.Liquidation);
        }
    }

    [Fact]
    public void InitialMargin_AsOpenInterestPassesTheUpperCap_IsTheWholeNotional_AndMaintenanceStays()
    {
        MarginStatement before = Margin(Model, Account(100_000m, ("SOL", 10m, 150m)), WorkedMarket.With("SOL", one => one with { OpenInterest = 1m }));
        MarginStatement after = Margin(Model, Account(100_000m, ("SOL", 10m, 150m)), WorkedMarket.With("SOL", one => one with { OpenInterest = 1_000_000m }));

        Assert.Equal(Money.Usd(150.1m), before.InitialMargin);
        Assert.Equal(Money.Usd(1_501m), after.InitialMargin);
        Assert.Equal(before.MaintenanceMargin, after.MaintenanceMargin);
    }

    [Fact]
    public void OpenInterest_WhereATierHasCaps_IsMissingAndNeverZero()
    {
        MarketSnapshot market = WorkedMarket.With("SOL", one => one with { OpenInterest = null });

        Assert.Equal(["SOL/USDC:USDC: no open interest"], Gaps(Model, Worked, market));
        Assert.IsType<MarginOutcome.Calculated>(Evaluate(Model, Account(1m, ("BTC", 1m, 60_000m)), market));
    }

    [Fact]
    public void ChosenLeverage_BelowTheMarkets_RaisesInitialMarginOnly()
    {
        AccountSnapshot account = Account(100_000m);
        account = account with { Positions = [new Position(Perpetual("BTC"), 1m, 60_000m) { Leverage = 3m }] };
        MarginStatement statement = Assert.Single(Margin(Model, account, WorkedMarket).Currencies);

        // 333,334 parts per million of 60,010.
        Assert.Equal(20_003.37334m, statement.InitialMargin.Amount);
        Assert.Equal(720.12m, statement.MaintenanceMargin.Amount);
    }

    [Fact]
    public void IsolatedMarket_BesideAnother_IsRefusedWithWhatToWrite()
    {
        AccountSnapshot account = Account(100_000m, ("BTC", 1m, 60_000m), ("EIGEN", 10m, 4m));

        Assert.Equal(["EIGEN/USDC:USDC: no margin rule: dYdX v4 keeps an isolated market apart from all others; write it with marginMode isolated and its isolatedCollateral"], Gaps(Model, account, WorkedMarket));
    }

    [Fact]
    public void Coins_AsCollateral_DoNotCount_AndMayNotBeOwed()
    {
        AccountSnapshot account = Worked with { Collateral = Worked.Collateral.Add(new Balance(Currency.Of("BTC"), 1m)) };
        MarginStatement statement = Assert.Single(Margin(Model, account, WorkedMarket).Currencies);

        Assert.Equal(105_930m, statement.Equity.Amount);
        Assert.Contains(statement.Warnings, warning => warning.Code == "collateral-not-counted");
        Assert.Equal(["BTC: no margin rule: dYdX v4 lends USDC only; a debt in BTC has none"], Gaps(Model, Worked with { Collateral = [new Balance(Currency.Of("BTC"), -1m)] }, WorkedMarket));
    }

    [Fact]
    public void Problems_OfContradictingTiers_AreAllNamed()
    {
        DydxParameters wrong = Parameters with
        {
            Tiers = [Parameters.Tiers[0] with { InitialMargin = 0.0000005m }, Parameters.Tiers[1] with { OpenInterestUpperCap = 1m }],
            Markets = Parameters.Markets.SetItem("BTC", new() { Tier = "mid", AtomicResolution = -10, PriceExponent = -5 }),
        };

        Assert.Equal(["tiers[0].initialMargin", "tiers[1].openInterestLowerCap", "markets.BTC.tier"], wrong.Problems().Select(problem => problem.Place));
    }
}
