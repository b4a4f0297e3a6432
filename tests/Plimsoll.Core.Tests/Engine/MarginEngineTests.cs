using System.Collections.Immutable;
using Plimsoll.Engine;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Fixed;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Engine;

/// <summary>What the state machine does, command by command.</summary>
public class MarginEngineTests
{
    [Fact]
    public void Deposit_BelowItsConfirmations_CountsOnlyOnceItHasThem()
    {
        EngineFixture venue = EngineFixture.Open();
        venue.Must(new Command.ReportDeposit("ann", "tx1", EngineFixture.Usdt, 5_000m, 1, 3));
        Assert.Equal(0m, venue.State.Accounts["ann"].Balance(EngineFixture.Usdt));
        venue.Must(new Command.ReportDeposit("ann", "tx1", EngineFixture.Usdt, 5_000m, 3, 3));
        venue.Must(new Command.ReportDeposit("ann", "tx1", EngineFixture.Usdt, 5_000m, 9, 3));
        Assert.Equal(5_000m, venue.State.Accounts["ann"].Balance(EngineFixture.Usdt));
        Assert.Equal(Refusal.DepositContradicts, venue.Refused(new Command.ReportDeposit("ann", "tx1", EngineFixture.Usdt, 6_000m, 9, 3)).Code);
    }

    [Fact]
    public void Order_BeyondTheMargin_IsRefusedWithWhatWouldFit()
    {
        EngineFixture venue = EngineFixture.Open();
        venue.Deposit("ann", 8_000m);
        // 1,000 contracts of 0.001 are one bitcoin: 10 % of 80,000 is just what is there.
        Event.Refused no = venue.Refused(new Command.PlaceOrder("ann", "a", EngineFixture.Linear, 1_100m, 80_000m));
        Assert.Equal(Refusal.InitialMarginNotCovered, no.Code);
        Assert.Equal(1_000m, no.LargestQuantity);
        venue.Must(new Command.PlaceOrder("ann", "a", EngineFixture.Linear, 1_000m, 80_000m));
        Assert.Equal(Refusal.InitialMarginNotCovered, venue.Refused(new Command.PlaceOrder("ann", "b", EngineFixture.Linear, 1m, 80_000m)).Code);
        venue.Must(new Command.CancelOrder("ann", "a"));
        venue.Must(new Command.PlaceOrder("ann", "b", EngineFixture.Linear, 1m, 80_000m));
    }

    [Fact]
    public void Trade_OpenedAndClosed_RealisesTheDifferenceOnBothSides()
    {
        EngineFixture venue = EngineFixture.Open();
        venue.Deposit("ann", 50_000m);
        venue.Deposit("bob", 50_000m);
        venue.Trade(EngineFixture.Linear, 3_000m, 80_000m, "ann", "bob");
        venue.Trade(EngineFixture.Linear, 1_000m, 83_000m, "bob", "ann", fee: 2m);
        // Ann sold one of her three bitcoins 3,000 higher, less the fee; bob bought it back.
        Assert.Equal(52_998m, venue.State.Accounts["ann"].Balance(EngineFixture.Usdt));
        Assert.Equal(46_998m, venue.State.Accounts["bob"].Balance(EngineFixture.Usdt));
        Assert.Equal(4m, venue.State.Accounts[EngineState.House].Balance(EngineFixture.Usdt));
        Assert.Equal(2_000m, venue.State.Accounts["ann"].Held(EngineFixture.Linear));
        Assert.Equal(80_000m, venue.State.Accounts["ann"].Positions[EngineFixture.Linear].EntryPrice(EngineFixture.InstrumentOf(EngineFixture.Linear)));
    }

    [Fact]
    public void Trade_OfAnInverseContract_RealisesCoinByTheReciprocalOfPrice()
    {
        EngineFixture venue = EngineFixture.Open();
        venue.Deposit("ann", 1m, EngineFixture.Btc);
        venue.Trade(EngineFixture.Inverse, 1_000m, 80_000m, "ann", EngineState.House);
        venue.Trade(EngineFixture.Inverse, 1_000m, 100_000m, EngineState.House, "ann");
        // 10,000 USD bought at 80,000 and sold at 100,000: 0.125 − 0.1 bitcoin.
        Assert.Equal(1.025m, venue.State.Accounts["ann"].Balance(EngineFixture.Btc));
    }

    [Fact]
    public void Settle_ACallInTheMoney_PaysWhoeverHoldsItInCoin()
    {
        EngineFixture venue = EngineFixture.Open();
        venue.Deposit("ann", 1m, EngineFixture.Btc);
        venue.Deposit("bob", 5m, EngineFixture.Btc);
        venue.Trade(EngineFixture.Call, 2m, 0.05m, "ann", "bob");
        venue.Must(new Command.Settle(EngineFixture.Call, 100_000m));
        // 0.1 paid, and (100,000 − 90,000)/100,000 of a bitcoin received for each of two.
        Assert.Equal(1.1m, venue.State.Accounts["ann"].Balance(EngineFixture.Btc));
        Assert.Equal(4.9m, venue.State.Accounts["bob"].Balance(EngineFixture.Btc));
        Assert.Equal(Refusal.UnknownInstrument, venue.Refused(new Command.PlaceOrder("ann", "x", EngineFixture.Call, 1m, 0.1m)).Code);
    }

    [Fact]
    public void Funding_OfOddPositions_CancelsToTheLastDigit()
    {
        EngineFixture venue = EngineFixture.Open();
        foreach (string name in (string[])["ann", "bob", "cat-a"]) venue.Deposit(name, 50_000m);
        venue.Trade(EngineFixture.Linear, 333.3333333333m, 79_999.9m, "ann", "bob");
        venue.Trade(EngineFixture.Linear, 111.1111111117m, 80_001.1m, "cat-a", "bob");
        var paid = Assert.IsType<Event.FundingPaid>(venue.Must(new Command.PayFunding(EngineFixture.Linear, 0.0001234569m, 80_123.45m))[0]);
        Assert.Equal(0m, paid.Parts.Sum(part => part.Amount));
        Assert.Equal(["ann", "bob", "cat-a", EngineState.House], paid.Parts.Select(part => part.Account));
        Assert.True(paid.Parts[0].Amount < 0m && paid.Parts[1].Amount > 0m);
    }

    [Fact]
    public void MarketUpdate_AgainstAPosition_TakesTheAccountThroughItsStatuses()
    {
        EngineFixture venue = EngineFixture.Open();
        venue.Deposit("ann", 9_000m);
        venue.Trade(EngineFixture.Linear, 1_000m, 80_000m, "ann", EngineState.House);
        IEnumerable<MarginStatus> seen = new[] { 78_500m, 75_100m, 74_000m, 70_900m }
            .SelectMany(price => venue.Must(new Command.UpdateMarket(EngineFixture.Prices(price, venue.Now)))).OfType<Event.StatusChanged>().Where(changed => changed.Account == "ann").Select(changed => changed.To);
        Assert.Equal([MarginStatus.Restricted, MarginStatus.MarginCall, MarginStatus.Liquidation, MarginStatus.Bankrupt], seen);
    }

    [Fact]
    public void Withdraw_OfProfitNotRealised_IsRefused()
    {
        EngineFixture venue = EngineFixture.Open(new EngineSettings { WithdrawalStress = 0 });
        venue.Deposit("ann", 10_000m);
        venue.Trade(EngineFixture.Linear, 1_000m, 80_000m, "ann", EngineState.House);
        venue.Must(new Command.UpdateMarket(EngineFixture.Prices(90_000m, venue.Now)));
        Assert.Equal(Refusal.NotWithdrawable, venue.Refused(new Command.Withdraw("ann", EngineFixture.Usdt, 1_001m)).Code);
        venue.Must(new Command.Withdraw("ann", EngineFixture.Usdt, 1_000m));
    }

    [Fact]
    public void Withdraw_ThatAMoveWouldLiquidate_IsRefused()
    {
        EngineFixture venue = EngineFixture.Open(new EngineSettings { WithdrawalStress = 0.10 });
        venue.Deposit("ann", 13_000m);
        venue.Trade(EngineFixture.Linear, 1_000m, 80_000m, "ann", EngineState.House);
        // 8,000 would do as initial margin; a fall of 10 % takes 8,000 and leaves a maintenance margin of 3,600.
        Event.Refused no = venue.Refused(new Command.Withdraw("ann", EngineFixture.Usdt, 1_500m));
        Assert.Equal(Refusal.NotWithdrawable, no.Code);
        Assert.Contains("-10 %", no.Message, StringComparison.Ordinal);
        venue.Must(new Command.Withdraw("ann", EngineFixture.Usdt, 1_400m));
    }

    [Fact]
    public void Command_SentTwice_CountsOnce()
    {
        EngineFixture venue = EngineFixture.Open();
        venue.Send(new Command.ReportDeposit("ann", "tx", EngineFixture.Usdt, 100m, 1, 1), "again");
        EngineState before = venue.State;
        Event.Refused no = Assert.IsType<Event.Refused>(Assert.Single(venue.Send(new Command.ReportDeposit("ann", "tx2", EngineFixture.Usdt, 100m, 1, 1), "again")));
        Assert.Equal(Refusal.IdUsedBefore, no.Code);
        Assert.Equal(100m, venue.State.Accounts["ann"].Balance(EngineFixture.Usdt));
        Assert.Equal(before.Sequence + 1, venue.State.Sequence);
    }

    [Fact]
    public void Order_InAMarketThatIsNotOpen_IsRefusedByItsMode()
    {
        EngineFixture venue = EngineFixture.Open();
        venue.Deposit("ann", 50_000m);
        venue.Trade(EngineFixture.Linear, 100m, 80_000m, "ann", EngineState.House);
        Refusal Try(MarketMode mode, decimal quantity, bool postOnly = false)
        {
            venue.Must(new Command.SetMarketMode(EngineFixture.Linear, mode, "drill"));
            ImmutableArray<Event> happened = venue.Send(new Command.PlaceOrder("ann", $"o{venue.Commands.Count}", EngineFixture.Linear, quantity, 80_000m) { PostOnly = postOnly });
            return happened[0] is Event.Refused no ? no.Code : 0;
        }

        Assert.Equal(Refusal.MarketHalted, Try(MarketMode.Halted, -50m));
        Assert.Equal(Refusal.MarketReduceOnly, Try(MarketMode.ReduceOnly, 1m));
        Assert.Equal(Refusal.MarketReduceOnly, Try(MarketMode.Delisting, -101m));
        Assert.Equal((Refusal)0, Try(MarketMode.Delisting, -60m));
        Assert.Equal(Refusal.MarketReduceOnly, Try(MarketMode.Delisting, -41m));
        Assert.Equal(Refusal.MarketPostOnly, Try(MarketMode.PostOnly, 1m));
        Assert.Equal((Refusal)0, Try(MarketMode.PostOnly, 1m, postOnly: true));
    }

    [Fact]
    public void ReduceOnlyOrder_WhosePositionGoes_IsShortenedAndTakenOff()
    {
        EngineFixture venue = EngineFixture.Open();
        venue.Deposit("ann", 50_000m);
        venue.Trade(EngineFixture.Linear, 100m, 80_000m, "ann", EngineState.House);
        venue.Must(new Command.PlaceOrder("ann", "r", EngineFixture.Linear, -80m, 81_000m) { ReduceOnly = true });
        Assert.Equal(Refusal.WouldNotReduce, venue.Refused(new Command.PlaceOrder("ann", "s", EngineFixture.Linear, -30m, 81_000m) { ReduceOnly = true }).Code);
        venue.Trade(EngineFixture.Linear, 70m, 80_000m, EngineState.House, "ann");
        Assert.Equal(-30m, venue.State.Accounts["ann"].Orders["r"].Quantity);
        venue.Trade(EngineFixture.Linear, 30m, 80_000m, EngineState.House, "ann");
        Assert.Empty(venue.State.Accounts["ann"].Orders);
    }

    [Fact]
    public void PositionLimit_OfOneOwner_CountsAllAccountsAndOrders()
    {
        EngineFixture venue = EngineFixture.Open();
        venue.Deposit("cat-a", 50_000m);
        venue.Deposit("cat-b", 50_000m);
        venue.Must(new Command.SetPositionLimit(EngineFixture.Linear, 1_000m));
        venue.Trade(EngineFixture.Linear, 500m, 80_000m, "cat-a", EngineState.House);
        venue.Must(new Command.PlaceOrder("cat-a", "x", EngineFixture.Linear, 300m, 79_000m));
        Event.Refused no = venue.Refused(new Command.PlaceOrder("cat-b", "y", EngineFixture.Linear, 250m, 79_000m));
        Assert.Equal(Refusal.PositionLimit, no.Code);
        Assert.Equal(200m, no.LargestQuantity);
        venue.Must(new Command.PlaceOrder("cat-b", "y", EngineFixture.Linear, 200m, 79_000m));
        venue.Must(new Command.PlaceOrder("cat-b", "z", EngineFixture.Linear, -200m, 81_000m));
    }

    [Fact]
    public void OldPrices_MakeTheRequirementUnknownAndStopNewRisk()
    {
        EngineFixture venue = EngineFixture.Open();
        venue.Deposit("ann", 50_000m);
        venue.Trade(EngineFixture.Linear, 100m, 80_000m, "ann", EngineState.House);
        venue.Now += TimeSpan.FromHours(30);
        Assert.Contains(venue.Must(new Command.Wait()), happened => happened is Event.RequirementUnknown { Account: "ann" });
        Assert.Equal(Refusal.DataMissing, venue.Refused(new Command.PlaceOrder("ann", "a", EngineFixture.Linear, 10m, 80_000m)).Code);
        venue.Must(new Command.PlaceOrder("ann", "b", EngineFixture.Linear, -100m, 80_000m));
        Assert.Contains(venue.Must(new Command.UpdateMarket(EngineFixture.Prices(80_000m, venue.Now))), happened => happened is Event.StatusChanged { Account: "ann", To: MarginStatus.Healthy });
    }

    [Fact]
    public void Parameters_RewrittenUnderOneVersion_AreRefused()
    {
        EngineFixture venue = EngineFixture.Open();
        Assert.Equal(Refusal.ParametersRewritten, venue.Refused(new Command.AdoptParameters(EngineFixture.Rules("1", 0.2), "quietly")).Code);
        venue.Must(new Command.AdoptParameters(EngineFixture.Rules("2", 0.2), "openly"));
        venue.Must(new Command.AdoptParameters(EngineFixture.Rules("1"), "back"));
    }

    [Fact]
    public void KillSwitch_StopsNewRiskAndLetsOrdersGo()
    {
        EngineFixture venue = EngineFixture.Open();
        venue.Deposit("ann", 50_000m);
        venue.Must(new Command.PlaceOrder("ann", "a", EngineFixture.Linear, 10m, 80_000m));
        venue.Must(new Command.SetKillSwitch(true, "drill"));
        Assert.Equal(Refusal.Stopped, venue.Refused(new Command.PlaceOrder("ann", "b", EngineFixture.Linear, 10m, 80_000m)).Code);
        Assert.Equal(Refusal.Stopped, venue.Refused(new Command.Withdraw("ann", EngineFixture.Usdt, 1m)).Code);
        venue.Must(new Command.CancelOrder("ann", "a"));
        venue.Must(new Command.SetKillSwitch(false, "over"));
        venue.Must(new Command.PlaceOrder("ann", "b", EngineFixture.Linear, 10m, 80_000m));
    }

    [Fact]
    public void Command_ThatNamesWhatIsNotThereOrThereAlready_IsRefusedByName()
    {
        EngineFixture venue = EngineFixture.Open();
        venue.Deposit("ann", 50_000m);
        venue.Must(new Command.PlaceOrder("ann", "a", EngineFixture.Linear, 10m, 80_000m));
        Assert.Equal(Refusal.UnknownAccount, venue.Refused(new Command.PlaceOrder("zoe", "a", EngineFixture.Linear, 10m, 80_000m)).Code);
        Assert.Equal(Refusal.UnknownAccount, venue.Refused(new Command.Trade(EngineFixture.Linear, 1m, 80_000m, new TradeSide("ann", null, 0m), new TradeSide("zoe", null, 0m))).Code);
        Assert.Equal(Refusal.TradeWithItself, venue.Refused(new Command.Trade(EngineFixture.Linear, 1m, 80_000m, new TradeSide("ann", null, 0m), new TradeSide("ann", null, 0m))).Code);
        Assert.Equal(Refusal.NotForTheHouse, venue.Refused(new Command.Withdraw(EngineState.House, EngineFixture.Usdt, 1m)).Code);
        Assert.Equal(Refusal.AccountExists, venue.Refused(new Command.OpenAccount(AccountPath.Of("ann"))).Code);
        Assert.Equal(Refusal.InstrumentExists, venue.Refused(new Command.ListInstrument(EngineFixture.InstrumentOf(EngineFixture.Linear))).Code);
        Assert.Equal(Refusal.OrderExists, venue.Refused(new Command.PlaceOrder("ann", "a", EngineFixture.Linear, 10m, 80_000m)).Code);
        Assert.Equal(Refusal.NotPerpetual, venue.Refused(new Command.PayFunding(EngineFixture.Future, 0.0001m, 80_000m)).Code);
    }

    [Fact]
    public void Command_WithANumberThatTheLedgerCannotKeep_IsRefused()
    {
        EngineFixture venue = EngineFixture.Open();
        foreach (decimal amount in new[] { 0m, -1m, 0.00000000001m, 1_000_000_000_001m })
            Assert.Equal(Refusal.NumberOutOfRange, venue.Refused(new Command.ReportDeposit("ann", "tx", EngineFixture.Usdt, amount, 1, 1)).Code);
        Assert.Equal(Refusal.NumberOutOfRange, venue.Refused(new Command.PlaceOrder("ann", "a", EngineFixture.Linear, 0m, 80_000m)).Code);
        Assert.Equal(Refusal.NumberOutOfRange, venue.Refused(new Command.PayFunding(EngineFixture.Linear, 1.5m, 80_000m)).Code);
        Assert.Equal(Refusal.NumberOutOfRange, venue.Refused(new Command.ChargeInterest(EngineFixture.Usdt, -0.1m)).Code);
        Assert.Equal(Refusal.ValueOutOfRange, venue.Refused(new Command.Trade(EngineFixture.Linear, 0.000001m, 0.01m, new TradeSide("ann", null, 0m), new TradeSide("bob", null, 0m))).Code);
    }

    [Fact]
    public void Command_WrongInSeveralWays_IsRefusedForTheFirst()
    {
        EngineFixture venue = EngineFixture.Open();
        Assert.Equal(Refusal.NumberOutOfRange, venue.Refused(new Command.PlaceOrder("zoe", "a", InstrumentSymbol.Parse("DOGE/USDT:USDT"), 0m, 1m)).Code);
        Assert.Equal(Refusal.UnknownAccount, venue.Refused(new Command.PlaceOrder("zoe", "a", InstrumentSymbol.Parse("DOGE/USDT:USDT"), 1m, 1m)).Code);
        Assert.Equal(Refusal.UnknownInstrument, venue.Refused(new Command.Trade(InstrumentSymbol.Parse("DOGE/USDT:USDT"), 1m, 1m, new TradeSide("ann", "none", 0m), new TradeSide("bob", null, 0m))).Code);
    }

    [Fact]
    public void Envelope_WithoutAnIdOrBeforeTheLast_IsRefused()
    {
        EngineFixture venue = EngineFixture.Open();
        Event.Refused No(string id, Timestamp at) => Assert.IsType<Event.Refused>(Assert.Single(venue.Send(new CommandEnvelope(id, at, "test", new Command.Wait()))));
        Assert.Equal(Refusal.MalformedId, No("", venue.Now).Code);
        Assert.Equal(Refusal.MalformedId, No(new string('x', 65), venue.Now).Code);
        Assert.Equal(Refusal.OutOfTime, No("early", EngineFixture.Start).Code);
    }

    [Fact]
    public void Order_BeforeAnyParameters_IsRefused()
    {
        var venue = new EngineFixture();
        venue.Must(new Command.ListInstrument(EngineFixture.InstrumentOf(EngineFixture.Linear)));
        venue.Must(new Command.OpenAccount(AccountPath.Of("ann")));
        venue.Deposit("ann", 50_000m);
        Assert.Equal(Refusal.NoParameters, venue.Refused(new Command.PlaceOrder("ann", "a", EngineFixture.Linear, 1m, 80_000m)).Code);
    }

    [Fact]
    public void Parameters_ThatContradictEachOther_AreRefused()
    {
        EngineFixture venue = EngineFixture.Open();
        Rulebook rules = EngineFixture.Rules("3");
        var fixedRates = (FixedRateParameters)rules.Parameters;
        Event.Refused no = venue.Refused(new Command.AdoptParameters(rules with { Parameters = fixedRates with { DefaultClass = "none" } }, "careless"));
        Assert.Equal(Refusal.BadParameters, no.Code);
        Assert.Contains("none", no.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MarketUpdate_OfWhatIsNotListedOrHasNoPrice_IsRefused()
    {
        EngineFixture venue = EngineFixture.Open();
        MarketUpdate prices = EngineFixture.Prices(80_000m, venue.Now);
        Assert.Equal(Refusal.BadMarketData, venue.Refused(new Command.UpdateMarket(prices with { Indices = [((EngineFixture.Btc, Currency.Usd), new IndexPrice(0m, venue.Now, 5))] })).Code);
        Assert.Equal(Refusal.BadMarketData, venue.Refused(new Command.UpdateMarket(prices with { Instruments = [prices.Instruments[0] with { MarkPrice = 0m }] })).Code);
        Assert.Equal(Refusal.BadMarketData, venue.Refused(new Command.UpdateMarket(prices with { Instruments = [prices.Instruments[0] with { Instrument = Instrument.Of(InstrumentSymbol.Parse("DOGE/USDT:USDT")) }] })).Code);
    }

    [Theory]
    [InlineData("ann")]
    [InlineData("BTC/USDT:USDT")]
    [InlineData("USDT")]
    public void BrokenInvariant_OfAnAccountInstrumentOrCurrency_HaltsWhatTouchesIt(string scope)
    {
        EngineFixture venue = EngineFixture.Open();
        venue.Deposit("ann", 50_000m);
        EngineState halted = venue.State.After(new Event.InvariantBroken(scope, "a drill."));
        ImmutableArray<Event> Try(Command command) => venue.Engine.Apply(halted, new CommandEnvelope("x", venue.Now, "test", command)).Events;
        Assert.Equal(Refusal.ScopeHalted, Assert.IsType<Event.Refused>(Assert.Single(Try(new Command.PlaceOrder("ann", "a", EngineFixture.Linear, 1m, 80_000m)))).Code);
        Assert.DoesNotContain(Try(new Command.ReportDeposit("bob", "tx", EngineFixture.Btc, 1m, 1, 1)), happened => happened is Event.Refused);
    }

    [Fact]
    public void LedgerChecks_OfAnEventThatMakesMoney_NameIt()
    {
        EngineFixture venue = EngineFixture.Open();
        venue.Deposit("ann", 50_000m);
        venue.Trade(EngineFixture.Linear, 1_000m, 80_000m, "ann", "bob");
        var good = venue.Must(new Command.Settle(EngineFixture.Linear, 81_000m)).OfType<Event.Settled>().Single();
        EngineState before = venue.Commands.SkipLast(1).Zip(venue.Events).Aggregate(EngineState.Empty, (state, step) => MarginEngine.Replay(state, step.First, step.Second));
        Assert.Empty(LedgerChecks.OfEvent(before, good));
        Assert.Equal("BTC/USDT:USDT", Assert.Single(LedgerChecks.OfEvent(before, good with { Parts = [.. good.Parts.Select(part => part.Account == "ann" ? (part.Account, part.Amount + 1m) : part)] })).Scope);
    }

    [Fact]
    public void Refusals_HaveTheirNumbersForEver() =>
        Assert.Equal("1 2 3 4 5 10 11 12 13 14 15 16 17 18 19 20 21 22 23 30 31 32 33 34 35 40 41 42 43 50 51 52", string.Join(' ', Enum.GetValues<Refusal>().Select(code => (int)code)));
}
