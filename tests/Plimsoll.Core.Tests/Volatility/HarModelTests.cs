using Plimsoll.Core.Tests.Generators;
using Plimsoll.Volatility;

namespace Plimsoll.Core.Tests.Volatility;

public class HarModelTests
{
    private static readonly HarOptions DayWeek = new() { Lags = [1, 5] };

    private static double[] Variances(int days)
    {
        var random = SplitMix.For(3, "har");
        var values = new double[days];
        for (int i = 0; i < days; i++) values[i] = (i == 0 ? 1e-3 : 2e-4 + (0.8 * values[i - 1])) * Math.Exp(0.2 * random.Normal());
        return values;
    }

    [Fact]
    public void Fit_VarianceMadeOfItsPastAndAJump_RecoversEveryCoefficient()
    {
        var random = SplitMix.For(4, "har jump");
        double[] jumps = [.. Enumerable.Range(0, 200).Select(_ => random.Uniform())];
        var values = new double[200];
        for (int i = 0; i < values.Length; i++)
            values[i] = i < 5 ? random.Uniform(1, 2) : 0.1 + (0.3 * values[i - 1]) + (0.4 * values[(i - 5)..i].Average()) + (0.2 * jumps[i - 1]);

        HarFit fit = HarModel.Fit(values, DayWeek with { Regressors = [new("jump", [.. jumps])] });

        Assert.Equal(["constant", "mean 1", "mean 5", "jump"], fit.Names.ToArray());
        double[] expected = [0.1, 0.3, 0.4, 0.2];
        for (int j = 0; j < 4; j++) Assert.Equal(expected[j], fit.Coefficients[j], 1e-10);
        Assert.Equal(0.1 + (0.3 * values[^1]) + (0.4 * values[^5..].Average()) + (0.2 * jumps[^1]), fit.Forecast, 1e-10);
    }

    [Fact]
    public void Fit_Logarithmic_CorrectsForTheMeanOfTheExponential()
    {
        double[] values = Variances(300);

        HarFit fit = HarModel.Fit(values, DayWeek with { Logarithmic = true });

        double line = fit.Coefficients[0] + (fit.Coefficients[1] * Math.Log(values[^1])) + (fit.Coefficients[2] * Math.Log(values[^5..].Average()));
        Assert.Equal(Math.Exp(line + (fit.ResidualVariance / 2)), fit.Forecast, 1e-12);
        Assert.InRange(Math.Sqrt(fit.ResidualVariance), 0.15, 0.25);
    }

    [Fact]
    public void Fit_FiveDaysAhead_TargetsTheMeanOfTheFive()
    {
        // Alternating variances have a mean of five days that is 2.2 or 1.8, the next day is 3 or 1.
        double[] values = [.. Enumerable.Range(0, 101).Select(i => i % 2 == 0 ? 1.0 : 3.0)];

        HarFit fit = HarModel.Fit(values, new() { Lags = [1], Horizon = 5 });

        Assert.Equal(2.2, fit.Forecast, 1e-12);
    }

    [Fact]
    public void Fit_LineBelowEverythingSeen_IsHeldToTheLeast()
    {
        double[] values = [.. Variances(200)];
        values[^1] = 0.5;
        var falling = new double[200];
        for (int i = 0; i < falling.Length; i++) falling[i] = -i;
        falling[^1] = 1e6;

        HarFit fit = HarModel.Fit(values, new() { Lags = [1], Regressors = [new("trend", [.. falling])] });

        Assert.True(fit.WasBounded);
        Assert.InRange(fit.Forecast, values.Min(), values.Max());
    }

    [Fact]
    public void Fit_BadInput_IsNamed()
    {
        double[] values = Variances(60);
        double[] withZero = [.. values];
        withZero[7] = 0.0;

        Assert.Contains("day 7", Assert.Throws<ArgumentException>(() => HarModel.Fit(withZero, DayWeek with { Logarithmic = true })).Message, StringComparison.Ordinal);
        Assert.Contains("1, 1", Assert.Throws<ArgumentException>(() => HarModel.Fit(values, new() { Lags = [1, 1] })).Message, StringComparison.Ordinal);
        Assert.Contains("at least 27 days", Assert.Throws<ArgumentException>(() => HarModel.Fit(values.AsSpan(0, 20), new())).Message, StringComparison.Ordinal);
        Assert.Contains("'jump' has 1 values for 60 days", Assert.Throws<ArgumentException>(() => HarModel.Fit(values, DayWeek with { Regressors = [new("jump", [1.0])] })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => HarModel.Fit(values, DayWeek with { Horizon = 0 }));
        Assert.Contains("combination", Assert.Throws<ArgumentException>(() => HarModel.Fit(values, DayWeek with { Regressors = [new("one", [.. Enumerable.Repeat(1.0, 60)])] })).Message, StringComparison.Ordinal);
    }
}
