using System.Collections.Frozen;
using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Reference;

/// <summary>Pieces of the reference against hand calculations.</summary>
public class ReferencePiecesTests
{
    private static readonly Currency Btc = Currency.Of("BTC");
    private static readonly InstrumentSymbol Perpetual = InstrumentSymbol.Parse("BTC/USD:BTC");

    // One inverse perpetual at 50,000 with contracts of 100 dollars; no history.
    private static MarketSnapshot Market(params InstrumentMarket[] more)
    {
        Timestamp now = Timestamp.Utc(2026, 1, 1);
        InstrumentMarket perpetual = new() { Instrument = new Instrument(Perpetual, 100m, null), Time = now, MarkPrice = 50_000m, Volume24h = 1_000m };
        return new MarketSnapshot
        {
            AsOf = now,
            ValuationTime = now,
            Indices = new Dictionary<(Currency, Currency), IndexPrice> { [(Btc, Currency.Usd)] = new(50_000m, now, 5) }.ToFrozenDictionary(),
            Instruments = more.Append(perpetual).ToFrozenDictionary(of => of.Instrument.Symbol),
            Books = new Dictionary<InstrumentSymbol, OrderBook>
            {
                [Perpetual] = new([new BookLevel(49_950m, 10m), new BookLevel(49_500m, 20m), new BookLevel(40_000m, 100m)], [new BookLevel(50_050m, 5m)], now),
            }.ToFrozenDictionary(),
        };
    }

    private static ReferenceContext Context(MarketSnapshot market, NativeParameters? parameters = null) => new(parameters ?? TestParameters.Native(), market, _ => null, 24);

    private static ReferenceScenario Move(double spot, double basis = 0) => new() { Name = "move", Spot = new() { [Btc] = spot }, Basis = _ => basis, ForwardBasis = (_, _) => basis };

    [Fact]
    public void PerContract_InversePerpetual_PaysInCoinAtTheScenariosPrice()
    {
        // Price down to 40,000: 100·(1/50,000 − 1/40,000) = −0.0005 coins, worth 20 dollars less at 40,000.
        ReferenceContext context = Context(Market());
        double pnl = context.Pricing.PerContract(Btc, context.Market.Instruments[Perpetual].Instrument, [Move(Math.Log(0.8))], stickyStrike: false)[0];
        Assert.Equal(-20, pnl, 9);
    }

    [Fact]
    public void PerContract_LongCallShortPut_IsTheForward()
    {
        Timestamp expiry = Timestamp.Utc(2026, 3, 27, 8);
        Currency usd = Currency.Usd;
        InstrumentMarket Option(OptionSide side) => new()
        {
            Instrument = new Instrument(InstrumentSymbol.Option(Btc, usd, usd, expiry, 48_000m, side), 0.1m, expiry),
            Time = Timestamp.Utc(2026, 1, 1),
            MarkPrice = 1m,
            Forward = 50_500m,
            MarkVolatility = 0.6,
        };
        ReferenceContext context = Context(Market(Option(OptionSide.Call), Option(OptionSide.Put)));
        ReferenceScenario[] scenarios = [Move(-0.3, 0.01), Move(0, 0), Move(0.2, -0.02)];
        double[] Pnl(OptionSide side) => context.Pricing.PerContract(Btc, Option(side).Instrument, scenarios, stickyStrike: false);
        for (int s = 0; s < scenarios.Length; s++)
        {
            double forward = 50_500 * Math.Exp(scenarios[s].SpotOf(Btc) + scenarios[s].ForwardBasis(Btc, 0.2));
            Assert.Equal(0.1 * (forward - 50_500), Pnl(OptionSide.Call)[s] - Pnl(OptionSide.Put)[s], 8);
        }
    }

    [Theory]
    [InlineData(500, 500 * 0.001)]
    [InlineData(2000, (1000 * 0.001) + (1000 * 0.01))]
    [InlineData(20_000, (1000 * 0.001) + (2000 * 0.01) + (17_000 * 0.02))]
    public void Walk_ThreeLevels_TakesTheNearestFirstAndTheRestAtTheEdgeOfTheBand(double amount, double expected) =>
        Assert.Equal(expected, Context(Market()).Liquidity.Walk(Btc, bids: true, amount), 9);

    [Fact]
    public void Capacity_VolumeAndDepth_IsTheLesserAboveTheFloor()
    {
        NativeParameters parameters = TestParameters.Native();
        parameters = parameters with { Classes = [.. parameters.Classes.Select(c => c with { CapacityFloor = 1 })] };
        ReferenceLiquidity liquidity = Context(Market(), parameters).Liquidity;
        Assert.Equal(3000, liquidity.Depth(Btc, bids: true)!.Value, 9);
        Assert.Equal(0.1 * 0.5 * 100_000, liquidity.Capacity(Btc, bids: true), 9);
        Assert.Equal(5000 < 500 * 13 ? 5000 : 6500, liquidity.Capacity(Btc, bids: false), 9);
        Assert.Equal(5e6, Context(Market()).Liquidity.Capacity(Btc, bids: true));
    }

    [Theory]
    [InlineData(SizeCurveKind.SquareRootThenExponential, 0.4, 1)]
    [InlineData(SizeCurveKind.SquareRootThenExponential, 2, 2)]
    [InlineData(SizeCurveKind.SquareRootThenExponential, 6, 5.43656365691809)]
    [InlineData(SizeCurveKind.Tiered, 1, 1)]
    [InlineData(SizeCurveKind.Tiered, 4, (1 + (1 * 2) + (2 * 5)) / 4.0)]
    public void Curve_ByHand(SizeCurveKind kind, double times, double expected)
    {
        NativeParameters parameters = TestParameters.Native();
        parameters = parameters with { Size = parameters.Size with { Curve = kind, CurveBrackets = [new() { From = 1, Multiplier = 2 }, new() { From = 2, Multiplier = 5 }] } };
        Assert.Equal(expected, Context(Market(), parameters).Liquidity.Curve(times), 12);
    }

    [Fact]
    public void Evaluate_NoHistory_IsAGapAndNotZero()
    {
        AccountSnapshot account = new() { Path = AccountPath.Of("a"), Positions = [new Position(Perpetual, 1m, 50_000m)] };
        ReferenceResult result = ReferenceNativeModel.Evaluate(TestParameters.Native(), Market(), [account], _ => null)[0];
        Assert.Equal("BTC: price history", Assert.Single(result.Gaps));
    }

    [Fact]
    public void Evaluate_Orders_NeverLowerTheRequirement()
    {
        NativeParameters parameters = TestParameters.Native();
        parameters = parameters with { MarketRisk = parameters.MarketRisk with { ShortNettingSets = [] } };
        for (int seed = 0; seed < 25; seed++)
        {
            MarketSnapshot market = RandomMarket.Create(seed % 5);
            AccountSnapshot account = RandomAccount.Create(seed, market);
            double Initial(AccountSnapshot of) => ReferenceNativeModel.Evaluate(parameters, market, [of], RandomMarket.Surfaces(seed % 5))[0].Initial;
            double bare = Initial(account with { Orders = [] });
            Assert.True(Initial(account) >= bare - 1e-6, $"seed {seed}");
        }
    }
}
