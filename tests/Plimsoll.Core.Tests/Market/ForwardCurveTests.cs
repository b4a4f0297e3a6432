using Plimsoll.Core.Tests.Pricing;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Pricing;

namespace Plimsoll.Core.Tests.Market;

public class ForwardCurveTests
{
    [Fact]
    public void Forward_BetweenAndBeyondExpiries_FollowsTheLogBasis()
    {
        var curve = new ForwardCurve(100, [new(0.25, 102, ForwardSource.Future), new(0.5, 103, ForwardSource.Parity)]);

        Assert.Equal(102, curve.Forward(0.25));
        Assert.Equal(Math.Sqrt(102.0 * 103), curve.Forward(0.375), 12);
        Assert.Equal(Math.Sqrt(100.0 * 102), curve.Forward(0.125), 12);
        Assert.Equal(100 * Math.Pow(1.03, 2), curve.Forward(1), 12);
        Assert.Equal(Math.Log(1.03) / 0.5, curve.AnnualBasis(4), 12);
        Assert.Equal(100, curve.Forward(0));
    }

    [Fact]
    public void Nearest_NamesTheSourceOfTheClosestExpiry()
    {
        var curve = new ForwardCurve(100, [new(0.25, 102, ForwardSource.Future), new(0.5, 103, ForwardSource.Parity)]);

        Assert.Equal(ForwardSource.Future, curve.Nearest(0.3)!.Value.Source);
        Assert.Equal(ForwardSource.Parity, curve.Nearest(0.45)!.Value.Source);
        Assert.Null(new ForwardCurve(100, []).Nearest(1));
        Assert.Equal(100, new ForwardCurve(100, []).Forward(1));
    }

    [Fact]
    public void Constructor_PointsOutOfOrderOrImpossible_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new ForwardCurve(100, [new(0.5, 103, ForwardSource.Future), new(0.25, 102, ForwardSource.Future)]));
        Assert.Throws<ArgumentException>(() => new ForwardCurve(100, [new(0.5, 0, ForwardSource.Future)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForwardCurve(0, []));
    }

    [Fact]
    public void Parity_ExactPrices_GiveTheForwardBack_AndOneStalePairDoesNotMoveIt()
    {
        const double Forward = 61_234;
        CallPutPair Pair(double strike, bool inverse)
        {
            double unit = inverse ? Forward : 1;
            double call = Black76.Value(OptionSide.Call, Forward, strike, 0.1, 0.6) / unit, put = Black76.Value(OptionSide.Put, Forward, strike, 0.1, 0.6) / unit;
            return new CallPutPair(strike, call * 0.99, call * 1.01, put * 0.99, put * 1.01);
        }

        foreach (bool inverse in (bool[])[false, true])
        {
            CallPutPair[] pairs = [.. Enumerable.Range(50, 21).Select(thousands => Pair(thousands * 1000, inverse))];
            pairs[10] = pairs[10] with { CallBid = pairs[10].CallBid * 3, CallAsk = pairs[10].CallAsk * 3 };
            ParityForward implied = inverse ? ParityForward.Inverse(pairs, 60_000) : ParityForward.Linear(pairs, 60_000);

            Assert.Equal(9, implied.Pairs);
            Assert.Equal(Forward, implied.Forward, 1e-6 * Forward);
        }
    }

    [Fact]
    public void Parity_RealQuotes_AgreesWithTheVenuesForward()
    {
        foreach (var expiry in EthQuotes.Rows.GroupBy(row => row.Years))
        {
            CallPutPair[] pairs = [.. expiry.GroupBy(row => row.Strike).Where(rows => rows.Count() == 2).Select(rows =>
            {
                var call = rows.Single(row => row.Side == OptionSide.Call);
                var put = rows.Single(row => row.Side == OptionSide.Put);
                return new CallPutPair(rows.Key, call.Bid, call.Ask, put.Bid, put.Ask);
            })];
            var implied = ParityForward.Inverse(pairs, EthQuotes.Spot);

            Assert.Equal(1, implied.Forward / expiry.First().Forward, 0.003);
            Assert.True(implied.Lowest <= implied.Highest);
        }
    }
}
