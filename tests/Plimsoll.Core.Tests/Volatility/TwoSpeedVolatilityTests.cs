using Plimsoll.Core.Tests.Generators;
using Plimsoll.Volatility;

namespace Plimsoll.Core.Tests.Volatility;

/// <summary>The volatility of two memories.</summary>
public class TwoSpeedVolatilityTests
{
    [Fact]
    public void Forecasts_OfMovesOfOneSize_AreThatSize()
    {
        double[] moves = [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? 0.03 : -0.03)], forecasts = Of(moves, Nothing(100));
        Assert.All(forecasts, forecast => Assert.Equal(0.03, forecast, 15));
    }

    [Fact]
    public void Forecasts_ByHand_FollowTheFormula()
    {
        double[] forecasts = new double[3];
        TwoSpeedVolatility.Forecasts([0.02, -0.04], [0.0009, double.NaN], 0.5, 1.25, 0.5, 0.9, 1, forecasts);
        double first = Math.Sqrt((0.5 * 0.0009) + (0.5 * 0.0004)), second = 1.25 * 0.04;
        double[] raw = [first, first, 0.5 * (((0.5 * first) + (0.5 * second)) + ((0.9 * first) + (0.1 * second)))];
        double level = Math.Sqrt((0.0004 + 0.0016) / ((raw[0] * raw[0]) + (raw[1] * raw[1])));
        for (int i = 0; i < 3; i++) Assert.Equal(raw[i] * level, forecasts[i], 15);
    }

    [Fact]
    public void Forecasts_OfLargerMoves_AreLargerInProportion()
    {
        (double[] moves, double[] inside) = Random(300);
        double[] once = Of(moves, inside), thrice = Of([.. moves.Select(move => 3 * move)], [.. inside.Select(variance => 9 * variance)]);
        for (int i = 0; i < once.Length; i++) Assert.Equal(3 * once[i], thrice[i], 12);
    }

    [Fact]
    public void Forecasts_WhenTheFutureChanges_KeepTheirProportions()
    {
        (double[] moves, double[] inside) = Random(300);
        double[] before = Of(moves, inside);
        for (int i = 200; i < 300; i++) (moves[i], inside[i]) = (moves[i] * 4, inside[i] * 16);
        double[] after = Of(moves, inside);
        // One common factor may change, as it does not enter the ratio of two volatilities.
        for (int i = 1; i <= 200; i++) Assert.Equal(before[i] / before[0], after[i] / after[0], 12);
        Assert.NotEqual(before[201] / before[0], after[201] / after[0], 3);
    }

    [Fact]
    public void Forecasts_MeanSquare_IsThatOfTheReturns()
    {
        (double[] moves, double[] inside) = Random(500);
        double[] forecasts = Of(moves, inside);
        Assert.Equal(moves.Sum(move => move * move), forecasts[..^1].Sum(forecast => forecast * forecast), 12);
    }

    private static double[] Of(double[] moves, double[] inside)
    {
        var forecasts = new double[moves.Length + 1];
        TwoSpeedVolatility.Forecasts(moves, inside, 0.5, 1.2, 0.88, 0.97, 30, forecasts);
        return forecasts;
    }

    private static double[] Nothing(int count)
    {
        var nothing = new double[count];
        Array.Fill(nothing, double.NaN);
        return nothing;
    }

    private static (double[] Moves, double[] Inside) Random(int count)
    {
        SplitMix random = SplitMix.For(7, "two speeds");
        return ([.. Enumerable.Range(0, count).Select(_ => 0.03 * random.Heavy())], [.. Enumerable.Range(0, count).Select(_ => random.Chance(0.1) ? double.NaN : random.Scale(1e-4, 4e-3))]);
    }
}
