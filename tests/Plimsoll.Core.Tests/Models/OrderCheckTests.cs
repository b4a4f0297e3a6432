using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Models;

public class OrderCheckTests
{
    private static readonly InstrumentSymbol Eth = InstrumentSymbol.Parse("ETH/USDT:USDT");
    private static readonly Instrument Contract = Instrument.Of(Eth);

    [Fact]
    public void Decide_EnoughFreeMargin_Accepts()
    {
        Assert.IsType<OrderDecision.Accepted>(Decide(equity: 1_000m, held: 0m, order: 10m));
    }

    [Fact]
    public void Decide_TooLarge_NamesNeedFreeMarginAndTheLargestQuantityRoundedDown()
    {
        // 100 USD of margin a contract: 1,000 held for 10, 333.33 free, so 3.3333 contracts more would fit.
        var refused = Assert.IsType<OrderDecision.Refused>(Decide(equity: 1_333.33m, held: 10m, order: 5m));

        Assert.Equal(Money.Usd(500m), refused.Needed);
        Assert.Equal(Money.Usd(333.33m), refused.Free);
        Assert.Equal(3.333m, refused.LargestQuantity);
        Assert.Equal(OrderRefusal.InitialMarginNotCovered, refused.Refusal);
    }

    [Fact]
    public void Decide_AccountShortOfMarginAndOrderReduces_MayStand()
    {
        OrderDecision decision = Decide(equity: 900m, held: 10m, order: -4m);

        Assert.IsType<OrderDecision.AcceptedAsReducing>(decision);
        Assert.Null(decision.Refusal);
    }

    [Fact]
    public void Decide_AccountShortOfMarginAndOrderAdds_FitsNothing()
    {
        var refused = Assert.IsType<OrderDecision.Refused>(Decide(equity: 900m, held: 10m, order: 1m));

        Assert.Equal(0m, refused.LargestQuantity);
        Assert.Equal(Money.Usd(0m), refused.Free);
    }

    [Fact]
    public void Decide_DataMissing_RefusesAndNamesTheGap()
    {
        OrderDecision decision = OrderCheck.Decide(new HundredAContract(null), [Account(1m)], 0, new Order(Eth, 1m, 2_500m), Contract);

        var unknown = Assert.IsType<OrderDecision.Unknown>(decision);
        Assert.Equal("mark price", Assert.Single(unknown.Gaps).Missing);
    }

    [Theory]
    [InlineData(10, -10, 0, true)]
    [InlineData(10, -4, -6, true)]
    [InlineData(10, -4, -7, false)]
    [InlineData(10, -11, 0, false)]
    [InlineData(-3, 2, 0, true)]
    [InlineData(10, 1, 0, false)]
    [InlineData(0, -1, 0, false)]
    public void Decide_DataMissing_PassesOnlyWhatClosesWithAllOrdersOfItsSide(int held, int quantity, int resting, bool passes)
    {
        AccountSnapshot account = Account(held);
        if (resting != 0) account = account with { Orders = [new Order(Eth, resting, 2_600m)] };

        OrderDecision decision = OrderCheck.Decide(new HundredAContract(null), [account], 0, new Order(Eth, quantity, 2_500m), Contract);

        Assert.Equal(passes, decision.Refusal is null);
        Assert.Equal(passes, decision is OrderDecision.AcceptedAsClosing);
    }

    [Fact]
    public void Between_TwoStatements_DifferencesOfLinesSumToTheDifferenceOfTotals()
    {
        var evaluator = new HundredAContract(1_000m);
        MarginStatement before = Statement(evaluator, Account(3m)), after = Statement(evaluator, Account(-5m));

        var difference = MarginDifference.Between(before, after);

        Assert.Equal(Money.Usd(200m), difference.InitialMargin);
        Assert.Equal(difference.InitialMargin, difference.Lines.Aggregate(Money.Usd(0m), (sum, line) => sum + line.Initial));
        Assert.Equal(-difference.InitialMargin, difference.Excess);
    }

    private static MarginStatement Statement(HundredAContract evaluator, AccountSnapshot account) =>
        ((MarginOutcome.Calculated)evaluator.Evaluate([account], MarginDetail.Totals)[0]).Statement;

    private static OrderDecision Decide(decimal equity, decimal held, decimal order) =>
        OrderCheck.Decide(new HundredAContract(equity), [Account(held)], 0, new Order(Eth, order, 2_500m), Contract);

    private static AccountSnapshot Account(decimal held) => new() { Path = AccountPath.Of("ann"), Positions = [new Position(Eth, held, 2_500m)] };

    /// <summary>Equity as told; 100 USD of initial margin a contract of the larger side with orders filled.</summary>
    private sealed class HundredAContract(decimal? equity) : IMarginEvaluator
    {
        public ImmutableArray<MarginOutcome> Evaluate(ImmutableArray<AccountSnapshot> accounts, MarginDetail detail) => [.. accounts.Select(Evaluate)];

        private MarginOutcome Evaluate(AccountSnapshot account)
        {
            if (equity is not { } known) return new MarginOutcome.Unavailable(account.Path, [new(Eth.ToString(), "mark price", null)]);
            decimal held = account.Positions.Sum(position => position.Quantity);
            decimal bought = held + account.Orders.Where(order => order.Quantity > 0m).Sum(order => order.Quantity);
            decimal sold = held + account.Orders.Where(order => order.Quantity < 0m).Sum(order => order.Quantity);
            Money margin = Money.Usd(100m * Math.Max(Math.Abs(bought), Math.Abs(sold)));
            return new MarginOutcome.Calculated(new MarginStatement
            {
                Account = account.Path,
                Model = new("test", "1", ""),
                AsOf = Timestamp.Utc(2026, 1, 31),
                Currency = Currency.Usd,
                Quality = DataQuality.Exact,
                Status = MarginStatus.Healthy,
                CollateralValue = Money.Usd(known),
                Haircut = Money.Usd(0m),
                UnrealisedPnl = Money.Usd(0m),
                OptionValue = Money.Usd(0m),
                CostToRealiseGains = Money.Usd(0m),
                Lines = [new(MarginComponent.FixedRate, "", margin, margin * 0.5m, Evidence.Sum.Instance, [])],
                Withdrawable = Money.Usd(0m),
            });
        }
    }
}
