using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Models.Native;

public class CopulaCoreTests
{
    private const int Dates = 60;
    private static readonly Currency First = Currency.Of("BTC"), Second = Currency.Of("ETH"), Still = Currency.Of("FLAT");

    [Fact]
    public void Dates_OfSixDrawsForEachDate_TakeEveryDateSixTimes()
    {
        CopulaCore core = Core(3);
        foreach (Currency underlying in new[] { First, Second, Still })
            Assert.All(core.Dates(underlying, Moves(underlying)).CountBy(date => date), date => Assert.Equal(6, date.Value));
    }

    [Fact]
    public void Dates_OfOneThatNeverMoves_RankAsThoseOfTheFirst()
    {
        double[] rising = [.. Enumerable.Range(0, Dates).Select(i => (double)i)];
        Assert.Equal(Core(3).Dates(First, rising), Core(3).Dates(Still, rising));
        Assert.NotEqual(Core(3).Dates(First, rising), Core(3).Dates(Second, rising));
    }

    [Fact]
    public void Dates_OfCorrelatedMoves_AreDrawnTogether()
    {
        double[] first = Drawn(Core(3), First), second = Drawn(Core(3), Second);
        double correlation = first.Zip(second, (a, b) => a * b).Sum() / Math.Sqrt(first.Sum(a => a * a) * second.Sum(b => b * b));
        Assert.InRange(correlation, 0.5, 0.999);
    }

    [Fact]
    public void Dates_OfAnotherDay_AreOthers()
    {
        Assert.Equal(Drawn(Core(3), First), Drawn(Core(3), First));
        Assert.NotEqual(Drawn(Core(3), First), Drawn(Core(4), First));
    }

    private static CopulaCore Core(ulong seed) =>
        CopulaCore.Create(new CopulaParameters { Draws = 6 * Dates, DegreesOfFreedom = 4 }, [First, Second, Still], Moves, seed);

    private static double[] Drawn(CopulaCore core, Currency underlying)
    {
        double[] moves = Moves(underlying);
        return [.. core.Dates(underlying, moves).Select(date => moves[date])];
    }

    /// <summary>The second follows the first and has a part of its own.</summary>
    private static double[] Moves(Currency underlying) => [.. Enumerable.Range(0, Dates).Select(i =>
        underlying == Still ? 0 : Math.Sin(1.7 * i) + (underlying == Second ? 0.4 * Math.Cos(5.1 * i) : 0))];
}
