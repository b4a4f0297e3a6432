using System.Globalization;
using Plimsoll.Market;
using Plimsoll.Parameters;

namespace Plimsoll.Governance;

/// <summary>The thresholds of one indicator for the three regimes above calm.</summary>
public sealed record RegimeLadder
{
    /// <summary>Which indicator.</summary>
    [Parameter("Indicator watched")]
    public required RegimeIndicator Indicator { get; init; }

    /// <summary>Of <see cref="Regime.Elevated"/>.</summary>
    [Parameter("Thresholds of elevated")]
    public required RegimeThreshold Elevated { get; init; }

    /// <summary>Of <see cref="Regime.Stressed"/>.</summary>
    [Parameter("Thresholds of stressed")]
    public required RegimeThreshold Stressed { get; init; }

    /// <summary>Of <see cref="Regime.Crisis"/>.</summary>
    [Parameter("Thresholds of crisis")]
    public required RegimeThreshold Crisis { get; init; }

    /// <summary>A reading older than this does not count as calm; above 0.</summary>
    [Parameter("Age beyond which a reading does not count as calm")]
    public required TimeSpan MaximumAge { get; init; }

    /// <summary>The thresholds of a regime above calm.</summary>
    public RegimeThreshold Of(Regime regime) => regime switch
    {
        Regime.Elevated => Elevated,
        Regime.Stressed => Stressed,
        Regime.Crisis => Crisis,
        _ => throw new ArgumentOutOfRangeException(nameof(regime), regime, "Thresholds are those of elevated, stressed and crisis."),
    };

    /// <summary>What the indicator calls for, after what it called for before.</summary>
    public Regime After(Regime before, double value)
    {
        Regime after = Regime.Calm;
        for (Regime one = Regime.Elevated; one <= Regime.Crisis; one++)
        {
            RegimeThreshold threshold = Of(one);
            if (IsAtLeast(value, one <= before ? threshold.Exit : threshold.Enter)) after = one;
        }

        return after;
    }

    /// <summary>Adds everything wrong with the ladder.</summary>
    internal void Check(Checks checks, string place)
    {
        checks.That(Enum.IsDefined(Indicator), $"{place}.indicator", $"{(int)Indicator} is no indicator; there are {string.Join(", ", Enum.GetNames<RegimeIndicator>())}.");
        checks.Positive($"{place}.maximumAge", MaximumAge, "a reading is always a moment old; 2 hours is usual for hourly data.");
        for (Regime one = Regime.Elevated; one <= Regime.Crisis; one++)
        {
            (RegimeThreshold here, string name) = (Of(one), one.ToString().ToLowerInvariant());
            checks.Within($"{place}.{name}.enter", here.Enter, double.Epsilon, double.MaxValue, "a threshold is above 0.");
            checks.Within($"{place}.{name}.exit", here.Exit, double.Epsilon, double.MaxValue, "a threshold is above 0.");
            checks.That(here.Enter != here.Exit && IsAtLeast(here.Enter, here.Exit), $"{place}.{name}.exit", Text($"{here.Exit:R} is not calmer than the enter threshold {here.Enter:R}; a regime that ends where it begins flickers."));
            if (one == Regime.Elevated) continue;
            RegimeThreshold milder = Of(one - 1);
            checks.That(milder.Enter != here.Enter && IsAtLeast(here.Enter, milder.Enter), $"{place}.{name}.enter", Text($"{here.Enter:R} is not worse than {milder.Enter:R} of the milder regime; thresholds go from mild to severe."));
            checks.That(IsAtLeast(here.Exit, milder.Exit), $"{place}.{name}.exit", Text($"{here.Exit:R} is calmer than {milder.Exit:R} of the milder regime; the severe regime ends first."));
        }
    }

    private bool IsAtLeast(double value, double threshold) => Indicator == RegimeIndicator.DepthRatio ? value <= threshold : value >= threshold;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
