using System.Collections.Frozen;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Derive;
using Plimsoll.Models.Venues;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Models.Derive;

public class DeriveRulesTests
{
    private static readonly Timestamp Now = Timestamp.Utc(2026, 11, 20, 8);

    [Theory]
    [InlineData("BTC/USDT:USDT", "quoted and settled in USDC")]
    [InlineData("BTC/USDC:USDC-261225", "no dated futures")]
    [InlineData("DOGE/USDC:USDC", "no perpetual on DOGE")]
    [InlineData("DOGE/USDC:USDC-261225-1-C", "no options on DOGE")]
    public void WhyNot_UnlistedInstrument_SaysWhatIsListed(string symbol, string reason) =>
        Assert.Contains(reason, DeriveRules.Of(DeriveSample.Of(srm: DeriveSample.Srm)).WhyNot(InstrumentSymbol.Parse(symbol)), StringComparison.Ordinal);

    [Fact]
    public void Evaluate_TwoUnderlyingsUnderAPortfolioManager_RefusesTheSecond()
    {
        DeriveParameters parameters = DeriveSample.Of(pmrm: DeriveSample.Pmrm with { Underlyings = [DeriveSample.Btc, DeriveSample.Eth] });

        var outcome = (MarginOutcome.Unavailable)Evaluate(parameters, 1m, ("BTC/USDC:USDC", 1m), ("ETH/USDC:USDC", 1m));

        Assert.Equal("ETH: no margin rule: Derive's PMRM margins one underlying in an account, and this one holds BTC too", Assert.Single(outcome.Gaps).ToString());
    }

    [Fact]
    public void Evaluate_DebtInACoin_IsRefused()
    {
        var outcome = (MarginOutcome.Unavailable)Evaluate(DeriveSample.Of(srm: DeriveSample.Srm), -0.5m, ("BTC/USDC:USDC", 1m));

        Assert.Equal("BTC: no margin rule: Derive lends only USDC", Assert.Single(outcome.Gaps).ToString());
    }

    [Fact]
    public void Evaluate_OrdersOnBothSides_CountTheWorseOneForInitialMarginOnly()
    {
        AccountSnapshot account = Account(0m, ("BTC/USDC:USDC", 1m));
        InstrumentSymbol symbol = account.Positions[0].Symbol;
        AccountSnapshot ordered = account with { Orders = [new(symbol, 2m, 100_000m), new(symbol, -2.5m, 101_000m)] };

        MarginStatement before = Statement(DeriveSample.Of(srm: DeriveSample.Srm), account), after = Statement(DeriveSample.Of(srm: DeriveSample.Srm), ordered);

        // 3 coins bought against 1.5 sold: 2 more at 10 %.
        Assert.Equal(before.InitialMargin.Amount + 20_000m, after.InitialMargin.Amount);
        Assert.Equal(before.MaintenanceMargin, after.MaintenanceMargin);
    }

    [Fact]
    public void Evaluate_BelowMaintenanceMargin_SaysWhatTheAuctionSells()
    {
        AccountSnapshot account = Account(0m, ("BTC/USDC:USDC", 1m)) with { Collateral = [new(DeriveSample.Usdc, 6_000m)] };

        MarginStatement statement = Statement(DeriveSample.Of(srm: DeriveSample.Srm), account);

        // Net −500, buffer −500 − 0.15·6,500 = −1,475; at 95 % of 6,000 a proportion 1,475 / (1,475 + 5,700) = 20.56 % for 1,171.78.
        Assert.Equal(MarginStatus.Liquidation, statement.Status);
        Assert.Equal("The account is auctioned: at the start a bidder may take up to 20.56 % of all of it for 1171.78 USDC.", Assert.Single(statement.Warnings, warning => warning.Code == "auction").Message);
    }

    [Fact]
    public void Auction_Insolvent_PaysFromTheDebtToTheMissingMargin()
    {
        var auction = new DutchAuction(-1_000m, -5_000m, 0m, DeriveSample.Auction);

        Assert.True(auction.IsInsolvent);
        Assert.Equal(1m, auction.MaxProportion(0));
        Assert.Equal(new AuctionFill(0.5m, -500m), auction.Bid(0.5m, 0));
        Assert.Equal(-3_000m, auction.Bid(1m, 1_800).CashFromBidder);
        Assert.Equal(-5_000m, auction.Bid(1m, 100_000).CashFromBidder);
    }

    [Fact]
    public void Problems_OfTwoManagersAtOnce_AreNamed()
    {
        Assert.Contains(DeriveSample.Of().Problems(), problem => problem.Message.Contains("exactly one", StringComparison.Ordinal));
        Assert.Contains(DeriveSample.Of(srm: DeriveSample.Srm, pmrm: DeriveSample.Pmrm).Problems(), problem => problem.Message.Contains("exactly one", StringComparison.Ordinal));
        Assert.Empty(DeriveSample.Of(pmrm2: DeriveSample.Pmrm2).Problems());
        Pmrm2MarginParameters moved = DeriveSample.Pmrm2 with { Scenarios = [new() { SpotShock = 1.1, VolShock = VolShockDirection.Abs }] };
        Assert.Contains(DeriveSample.Of(pmrm2: moved).Problems(), problem => problem.Place == "pmrm2.scenarios[0].spotShock");
        Assert.Contains(DeriveSample.Of(pmrm: DeriveSample.Pmrm with { Scenarios = [] }).Problems(), problem => problem.Place == "pmrm.scenarios");
    }

    private static MarginStatement Statement(DeriveParameters parameters, AccountSnapshot account) =>
        Assert.Single(Assert.IsType<MarginOutcome.Calculated>(Evaluate(parameters, account)).Statement.Currencies);

    private static MarginOutcome Evaluate(DeriveParameters parameters, decimal coins, params (string Symbol, decimal Quantity)[] positions) => Evaluate(parameters, Account(coins, positions));

    private static MarginOutcome Evaluate(DeriveParameters parameters, AccountSnapshot account) =>
        new VenueModel(new ModelVersion("derive", "1", ""), DeriveRules.Of(parameters)).Prepare(Market()).Evaluate([account], MarginDetail.Lines)[0];

    private static AccountSnapshot Account(decimal coins, params (string Symbol, decimal Quantity)[] positions) => new()
    {
        Path = AccountPath.Of("one"),
        Collateral = [new(DeriveSample.Usdc, 50_000m), new(DeriveSample.Btc, coins)],
        Positions = [.. positions.Select(position => new Position(InstrumentSymbol.Parse(position.Symbol), position.Quantity, 100_000m))],
    };

    private static MarketSnapshot Market() => new()
    {
        AsOf = Now,
        ValuationTime = Now,
        Indices = new Dictionary<(Currency, Currency), IndexPrice>
        {
            [(DeriveSample.Btc, Currency.Usd)] = new(100_000m, Now, null),
            [(DeriveSample.Eth, Currency.Usd)] = new(100_000m, Now, null),
            [(DeriveSample.Usdc, Currency.Usd)] = new(1m, Now, null),
        }.ToFrozenDictionary(),
        Instruments = new[] { "BTC/USDC:USDC", "ETH/USDC:USDC" }.Select(InstrumentSymbol.Parse).ToFrozenDictionary(
            symbol => symbol, symbol => new InstrumentMarket { Instrument = Instrument.Of(symbol), Time = Now, MarkPrice = 100_000m }),
    };
}
