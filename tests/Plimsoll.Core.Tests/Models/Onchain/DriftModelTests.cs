using System.Collections.Immutable;
using System.Numerics;
using Plimsoll.Accounts;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Drift;
using Plimsoll.Values;
using Xunit;
using static Plimsoll.Core.Tests.Models.Onchain.OnchainBook;

namespace Plimsoll.Core.Tests.Models.Onchain;

/// <summary>The Drift v2 rules over accounts and markets; the program's own cases run through the calculators in the vector tests.</summary>
public sealed class DriftModelTests
{
    private static readonly DriftParameters Parameters = new()
    {
        HighLeverageMode = false,
        Markets = ImmutableSortedDictionary<string, DriftMarketParameters>.Empty
            .Add("BTC", Market(0.05m, 0.03m, 0.0019m))
            .Add("SOL", Market(0.05m, 0.03m, 0.00005m)),
        Tokens = ImmutableSortedDictionary<string, DriftTokenParameters>.Empty
            .Add("SOL", new() { Decimals = 9, InitialAssetWeight = 0.8m, MaintenanceAssetWeight = 0.9m, InitialLiabilityWeight = 1.2m, MaintenanceLiabilityWeight = 1.1m }),
    };

    private static readonly IMarginModel Model = DriftRules.Create(Rulebook, Parameters);

    private static readonly MarketSnapshot WorkedMarket = MarketOf(("BTC", 60_000m), ("SOL", 140m)).WithIndex("USDC", new IndexPrice(1m, Now, null) { Average = 0.999m });

    private static AccountSnapshot Worked => Account(600_000m) with
    {
        Positions = [new(Perpetual("BTC"), 100m, 59_900m), new(Perpetual("SOL"), -1_000m, 150m) { Leverage = 4m }],
        Orders = [new Order(Perpetual("SOL"), -200m, 150m)],
    };

    // The worked case of docs/models/drift-v2.md.
    [Fact]
    public void Margin_OfTheWorkedCase_IsThatOfThePage()
    {
        MarginStatement statement = Margin(Model, Worked, WorkedMarket);

        Assert.Equal(Money.Usd(620_000m), statement.Equity);
        Assert.Equal(Money.Usd(263_040.01m), statement.MaintenanceMargin);
        Assert.Equal(Money.Usd(416_600.01m), statement.InitialMargin);
        Assert.Equal([Money.Usd(354_000m), Money.Usd(42_000.01m), Money.Usd(20_600m)], statement.Lines.Select(line => line.Initial));
        Assert.Equal(Money.Usd(203_399.99m), statement.Withdrawable);
    }

    [Fact]
    public void EquityLessMargin_OverManyBooks_IsTheProgramsOwnFreeCollateral()
    {
        var random = new Random(23);
        for (int run = 0; run < 300; run++)
        {
            decimal Between(int low, int high, decimal unit) => random.Next(low, high) * unit;
            decimal usdc = Between(-900_000_000, 900_000_000, 0.001m), token = Between(-100_000_000, 100_000_000, 0.0001m), btc = Between(-200_000, 200_000, 0.001m), sol = Between(-400_000, 400_000, 0.01m);
            decimal bids = Between(0, 100, 1m), asks = Between(0, 100, 1m), btcMark = Between(1, 2_000_000_000, 0.0001m), solMark = Between(1, 900_000_000, 0.000001m);
            decimal quote = Between(950_000, 1_050_000, 0.000001m), quoteAverage = Between(950_000, 1_050_000, 0.000001m), average = Between(1, 900_000_000, 0.000001m);
            AccountSnapshot account = Account(usdc, ("BTC", btc, 50_000m), ("SOL", sol, 100m)) with
            {
                Collateral = [new(Currency.Of("USDC"), usdc), new(Currency.Of("SOL"), token)],
                Orders = [.. new[] { bids, -asks }.Where(size => size != 0m).Select(size => new Order(Perpetual("SOL"), size, 100m))],
            };
            MarketSnapshot market = MarketOf(("BTC", btcMark), ("SOL", solMark))
                .WithIndex("USDC", new IndexPrice(quote, Now, null) { Average = quoteAverage }).WithIndex("SOL", new IndexPrice(solMark, Now, null) { Average = average });

            DriftPool Pool(DriftMarginType type, bool strict)
            {
                BigInteger Units(decimal value, decimal scale) => (BigInteger)decimal.Floor(value * scale);
                DriftPrice Price(decimal now, decimal mean) => new(Units(now, 1e6m), strict ? Units(mean, 1e6m) : null);
                return new DriftAccount(
                    Price(quote, quoteAverage),
                    Units(usdc, 1e6m),
                    [new(Parameters.Tokens["SOL"].Market, Price(solMark, average), Units(token, 1e9m))],
                    [
                        new(Parameters.Markets["BTC"].Market, Units(btcMark, 1e6m), Units(btc, 1e9m), Units(-btc * 50_000m, 1e6m)),
                        new(Parameters.Markets["SOL"].Market, Units(solMark, 1e6m), Units(sol, 1e9m), Units(-sol * 100m, 1e6m))
                        {
                            OpenBids = Units(bids, 1e9m), OpenAsks = Units(-asks, 1e9m), OpenOrders = account.Orders.Length,
                        },
                    ]).Margin(new(type))[0];
            }

            MarginStatement statement = Margin(Model, account, market);

            Assert.Equal((decimal)Pool(DriftMarginType.Maintenance, false).Free / 1e6m, (statement.Equity - statement.MaintenanceMargin).Amount);
            Assert.Equal((decimal)Pool(DriftMarginType.Initial, true).Free / 1e6m, statement.Excess.Amount);
            Assert.All(statement.Lines, line => Assert.True(line.Initial.Amount >= 0m && line.Maintenance.Amount >= 0m, line.ToString()));
        }
    }

    [Fact]
    public void AverageOfTheLastMinutes_WhereItIsNotGiven_IsTheOraclePrice()
    {
        MarginStatement given = Margin(Model, Account(1_000m), WorkedMarket), absent = Margin(Model, Account(1_000m), WorkedMarket.WithIndex("USDC", new IndexPrice(1m, Now, null)));

        Assert.Equal(Money.Usd(1m), given.InitialMargin);
        Assert.Equal(Money.Usd(0m), absent.InitialMargin);
    }

    [Fact]
    public void HighLeverageMode_HasRatiosOfItsOwn()
    {
        IMarginModel high = DriftRules.Create(Rulebook, Parameters with { HighLeverageMode = true });
        MarketSnapshot market = WorkedMarket.WithIndex("USDC", new IndexPrice(1m, Now, null));
        MarginStatement small = Margin(high, Account(10_000m, ("SOL", 1m, 140m)), market), larger = Margin(high, Account(10_000m, ("SOL", 10m, 140m)), market);

        // 0.99 % and 0.66 % of 140. At 10 SOL the ordinary ratio gains 0.01 %, a hundredth of what it could: the mode's gains a hundredth of the way to 5 %.
        Assert.Equal(Money.Usd(1.386m), small.InitialMargin);
        Assert.Equal(Money.Usd(0.924m), small.MaintenanceMargin);
        Assert.Equal(Money.Usd(14.42m), larger.InitialMargin);
    }

    [Fact]
    public void OpenOrders_CountAtMaintenanceToo_AndForLiquidationLevels()
    {
        AccountSnapshot without = Account(12_000m, ("BTC", 5m, 60_000m)), with = without with { Orders = [new Order(Perpetual("BTC"), 5m, 60_000m)] };
        MarginStatement bare = Margin(Model, without, WorkedMarket, MarginDetail.Full), ordered = Margin(Model, with, WorkedMarket, MarginDetail.Full);

        Assert.Equal(Money.Usd(9_000m), bare.MaintenanceMargin);
        Assert.Equal(Money.Usd(18_000.01m), ordered.MaintenanceMargin);
        Assert.Equal(MarginStatus.Liquidation, ordered.Status);
        Assert.Equal(60_000m, Assert.Single(ordered.LiquidationLevels).Below);
    }

    [Fact]
    public void Debt_InATokenWithoutWeights_IsRefused_AndADepositDoesNotCount()
    {
        AccountSnapshot owing = Account(1_000m) with { Collateral = [new(Currency.Of("BTC"), -1m)] }, holding = Account(1_000m) with { Collateral = [new(Currency.Of("BTC"), 1m)] };

        Assert.Equal(["BTC: no margin rule: Drift v2 has no liability weight of BTC in this rulebook"], Gaps(Model, owing, WorkedMarket));
        Assert.Equal(Money.Usd(0m), Margin(Model, holding, WorkedMarket).Equity);
    }

    [Fact]
    public void Problems_OfContradictingWeights_AreAllNamed()
    {
        DriftParameters wrong = Parameters with
        {
            Markets = Parameters.Markets.SetItem("BTC", Parameters.Markets["BTC"] with { MaintenanceRatio = 0.06m, HighLeverageMaintenanceRatio = null }),
            Tokens = Parameters.Tokens.Add("USDC", Parameters.Tokens["SOL"]),
        };

        Assert.Equal(["markets.BTC.maintenanceRatio", "markets.BTC.highLeverageMaintenanceRatio", "tokens.USDC"], wrong.Problems().Select(problem => problem.Place));
    }

    private static DriftMarketParameters Market(decimal initial, decimal maintenance, decimal factor) => new()
    {
        InitialRatio = initial,
        MaintenanceRatio = maintenance,
        SizeFactor = factor,
        HighLeverageInitialRatio = 0.0099m,
        HighLeverageMaintenanceRatio = 0.0066m,
        ProfitInitialWeight = 0m,
        ProfitMaintenanceWeight = 1m,
    };
}
