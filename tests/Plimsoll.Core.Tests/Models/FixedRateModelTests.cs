using System.Collections.Frozen;
using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Fixed;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Models;

public class FixedRateModelTests
{
    private static readonly Timestamp Now = Timestamp.Parse("2026-01-31T08:00:00Z");

    // Numbers of the worked case in docs/models/fixed.md, calculated by hand there.
    [Theory]
    [InlineData("BTC/USDT:USDT", "2", "16020", "8010")]
    [InlineData("BTC/USD:BTC-260327-90000-C", "-3", "24000", "18000")]
    [InlineData("BTC/USD:BTC-260327-76000-P", "-1", "12000", "8000")]
    [InlineData("BTC/USD:BTC-260327-100000-C", "5", "8000", "8000")]
    public void Evaluate_OneInstrument_NeedsWhatTheWorkedCaseSays(string symbol, string quantity, string initial, string maintenance)
    {
        MarginStatement statement = Evaluate(Account(Position(symbol, quantity)));

        Assert.Equal(Money.Usd(decimal.Parse(initial)), statement.InitialMargin);
        Assert.Equal(Money.Usd(decimal.Parse(maintenance)), statement.MaintenanceMargin);
    }

    [Fact]
    public void Evaluate_Hedge_OffsetsNothing()
    {
        MarginStatement statement = Evaluate(Account(Position("BTC/USDT:USDT", "2"), Position("BTC/USD:BTC", "-160000")));

        Assert.Equal(Money.Usd(16_020m + 16_000m), statement.InitialMargin);
    }

    [Fact]
    public void Evaluate_LinesAndContributions_SumToTheTotals()
    {
        MarginStatement statement = Evaluate(Account(Position("BTC/USDT:USDT", "0.333"), Position("BTC/USD:BTC-260327-90000-C", "-0.7"), Position("BTC/USD:BTC-260327-76000-P", "0.1")));

        Assert.All(statement.Lines, line => Assert.Equal(line.Initial, line.Lines.Aggregate(Money.Usd(0m), (sum, part) => sum + part.Initial)));
        Assert.Equal(statement.InitialMargin, statement.Positions.Aggregate(Money.Usd(0m), (sum, position) => sum + position.InitialContribution));
        Assert.Equal(statement.MaintenanceMargin, statement.Positions.Aggregate(Money.Usd(0m), (sum, position) => sum + position.MaintenanceContribution));
    }

    [Fact]
    public void Evaluate_OrdersOnBothSides_CountTheWorseFillAndForInitialMarginOnly()
    {
        AccountSnapshot account = Account(Position("BTC/USDT:USDT", "2")) with
        {
            Orders = [Order("BTC/USDT:USDT", "1"), Order("BTC/USDT:USDT", "-6")],
        };

        MarginStatement statement = Evaluate(account);

        Assert.Equal(Money.Usd(4m * 8_010m), statement.InitialMargin);
        Assert.Equal(Money.Usd(8_010m), statement.MaintenanceMargin);
    }

    [Fact]
    public void Evaluate_CoinAndProfit_AreCutTogetherAndDebtsAreNot()
    {
        // 100 USDT of collateral, 2 contracts bought 50 below the mark: 200 USDT, haircut 1 %; 0.5 BTC owed at 80,000.
        AccountSnapshot account = Account(new Position(InstrumentSymbol.Parse("BTC/USDT:USDT"), 2m, 80_050m)) with
        {
            Collateral = [new(Currency.Of("USDT"), 100m), new(Currency.Of("BTC"), -0.5m), new(Currency.Usd, 1_000_000m)],
        };

        MarginStatement statement = Evaluate(account);

        Assert.Equal(Money.Usd(100m), statement.UnrealisedPnl);
        Assert.Equal(Money.Usd(2m), statement.Haircut);
        Assert.Equal(Money.Usd(1_000_000m + 200m - 40_000m), statement.Nav);
        Assert.Equal(statement.Nav - Money.Usd(2m), statement.Equity);
    }

    [Fact]
    public void Evaluate_LongPerpetual_IsLiquidatedWhereEquityMeetsMaintenance()
    {
        // 10,000 USD and 1 contract entered at 80,100: 10,000 + m − 80,100 = 5 % of m at m = 73,789.47, which is an index of 73,697.35.
        AccountSnapshot account = Account(Position("BTC/USDT:USDT", "1")) with { Collateral = [new(Currency.Usd, 10_000m)] };

        LiquidationLevel level = Assert.Single(Evaluate(account).LiquidationLevels);

        Assert.Equal(70_100.0 / 0.95 / 80_100 * 80_000, (double)level.Below!.Value, 0.01);
        Assert.Null(level.Above);
        Assert.Equal(new PriceInterval(0m, level.Below), Assert.Single(level.Intervals));
    }

    [Fact]
    public void Evaluate_ShortStrangle_IsLiquidatedOnBothSides()
    {
        AccountSnapshot account = Account(Position("BTC/USD:BTC-260327-90000-C", "-1"), Position("BTC/USD:BTC-260327-76000-P", "-1")) with { Collateral = [new(Currency.Usd, 40_000m)] };

        LiquidationLevel level = Assert.Single(Evaluate(account).LiquidationLevels);

        Assert.InRange(level.Below!.Value, 30_000m, 80_000m);
        Assert.InRange(level.Above!.Value, 80_000m, 150_000m);
        Assert.Equal(2, level.Intervals.Length);
    }

    [Fact]
    public void Evaluate_StaleAndMissingData_IsUnavailableAndNamesEveryGap()
    {
        MarketSnapshot late = Market() with { ValuationTime = Now + TimeSpan.FromHours(25) };
        AccountSnapshot account = Account(Position("BTC/USDT:USDT", "1"), new Position(InstrumentSymbol.Parse("ETH/USDT:USDT"), 1m, 2_500m));

        var unavailable = Assert.IsType<MarginOutcome.Unavailable>(Model().Prepare(late).Evaluate([account], MarginDetail.Full)[0]);

        Assert.Equal(
            ["BTC/USDT:USDT mark price 25", "ETH/USDT:USDT instrument ", "BTC/USD index price 25", "ETH/USD index price ", "USDT/USD index price 25"],
            unavailable.Gaps.Select(gap => $"{gap.Subject} {gap.Missing} {gap.Age?.TotalHours}"));
    }

    [Fact]
    public void Evaluate_IsolatedPosition_IsANettingSetOfItsOwn()
    {
        AccountSnapshot account = Account() with { Isolated = [new(Position("BTC/USDT:USDT", "1"), 5_000m)] };

        ImmutableArray<MarginOutcome> outcomes = Model().Prepare(Market()).Evaluate([account], MarginDetail.Full);

        Assert.Equal(2, outcomes.Length);
        MarginStatement isolated = Assert.IsType<MarginOutcome.Calculated>(outcomes[1]).Statement;
        Assert.Equal("isolated:BTC/USDT:USDT", isolated.Account.NettingSet);
        Assert.Equal(Money.Usd(4_950m), isolated.Equity);
        Assert.Equal(MarginStatus.Restricted, isolated.Status);
        Assert.Equal(Money.Usd(0m), Assert.IsType<MarginOutcome.Calculated>(outcomes[0]).Statement.InitialMargin);
    }

    [Fact]
    public void Create_ContradictoryParameters_NamesEveryOne()
    {
        FixedRateParameters bad = Parameters() with { DefaultClass = "none", Classes = [Class("majors", "BTC") with { MaintenanceRate = 0.2, OptionMinimum = 0.3 }, Class("majors", "BTC")] };

        var refused = Assert.Throws<InvalidInputException>(() => FixedRateModel.Create(new("fixed", "1", ""), bad));

        Assert.Equal(
            ["classes[0].maintenanceRate", "classes[0].optionMinimum", "classes[1].name", "classes[1].assets", "defaultClass"],
            refused.Problems.Select(problem => problem.Place));
    }

    private static MarginStatement Evaluate(AccountSnapshot account) =>
        Assert.IsType<MarginOutcome.Calculated>(Model().Prepare(Market()).Evaluate([account], MarginDetail.Full)[0]).Statement;

    private static FixedRateModel Model() => FixedRateModel.Create(new("fixed", "1", ""), Parameters());

    private static FixedRateParameters Parameters() => new()
    {
        Classes = [Class("majors", "BTC", "ETH"), Class("stable", "USDT") with { Haircut = 0.01 }, Class("other")],
        DefaultClass = "other",
        MaximumAgeHours = 24,
        CallMultiple = 1.1,
    };

    private static FixedRateClass Class(string name, params string[] assets) => new()
    {
        Name = name,
        Assets = [.. assets.Select(Currency.Of)],
        InitialRate = 0.10,
        MaintenanceRate = 0.05,
        OptionRate = 0.20,
        OptionMinimum = 0.10,
        OptionMaintenanceRate = 0.15,
        OptionMaintenanceMinimum = 0.075,
        Haircut = 0.1,
    };

    private static AccountSnapshot Account(params Position[] positions) => new() { Path = AccountPath.Of("ann"), Collateral = [new(Currency.Usd, 1_000_000m)], Positions = [.. positions] };

    private static Position Position(string symbol, string quantity)
    {
        var parsed = InstrumentSymbol.Parse(symbol);
        return new(parsed, decimal.Parse(quantity), parsed.Kind == InstrumentKind.Option ? null : Market().Instruments[parsed].MarkPrice);
    }

    private static Order Order(string symbol, string quantity) => new(InstrumentSymbol.Parse(symbol), decimal.Parse(quantity), 80_000m);

    private static MarketSnapshot Market()
    {
        static InstrumentMarket One(string symbol, decimal mark, double? volatility = null) => new()
        {
            Instrument = Instrument.Of(InstrumentSymbol.Parse(symbol)), Time = Now, MarkPrice = mark, MarkVolatility = volatility, Forward = volatility is null ? null : 80_500m,
        };
        InstrumentMarket[] instruments =
        [
            One("BTC/USDT:USDT", 80_100m), One("BTC/USD:BTC", 80_000m),
            One("BTC/USD:BTC-260327-90000-C", 0.04m, 0.55), One("BTC/USD:BTC-260327-76000-P", 0.05m, 0.60), One("BTC/USD:BTC-260327-100000-C", 0.02m, 0.58),
        ];
        return new MarketSnapshot
        {
            AsOf = Now,
            ValuationTime = Now,
            Indices = new Dictionary<(Currency, Currency), IndexPrice>
            {
                [(Currency.Of("BTC"), Currency.Usd)] = new(80_000m, Now, null),
                [(Currency.Of("USDT"), Currency.Usd)] = new(1m, Now, null),
            }.ToFrozenDictionary(),
            Instruments = instruments.ToFrozenDictionary(one => one.Instrument.Symbol),
        };
    }
}
