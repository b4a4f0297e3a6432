using System.Collections.Immutable;
using System.Globalization;
using Plimsoll.Market;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Governance;

/// <summary>Thresholds and effects of the regimes of one market.</summary>
public sealed record RegimeRules
{
    /// <summary>The indicators watched: one ladder each, at least one. An indicator that the market does not have is left out; one that is listed must be fed.</summary>
    [Parameter("Indicators watched, one ladder each")]
    public required ImmutableArray<RegimeLadder> Ladders { get; init; }

    /// <summary>Of calm, elevated, stressed and crisis, in this order.</summary>
    [Parameter("Effects of calm, elevated, stressed and crisis, in this order")]
    public required ImmutableArray<RegimeEffects> Effects { get; init; }

    /// <summary>Longest time between two readings over which a milder market counts as watched; after a longer one the wait begins anew.</summary>
    [Parameter("Longest time between two readings that counts as watched")]
    public TimeSpan MaximumGap { get; init; } = TimeSpan.FromHours(36);

    /// <summary>
    /// Starting values, for all four indicators. BTC's hourly volatility (half-life 1 day) over its long-run level (90 days) was above 1.5, 2 and 3 in 6.6 %, 1.7 % and 0.2 % of
    /// the hours of 2020 to 2026; the others are set by judgement.
    /// </summary>
    public static RegimeRules Default { get; } = new()
    {
        Ladders =
        [
            Ladder(RegimeIndicator.VolatilityRatio, new(1.5, 1.2), new(2, 1.6), new(3, 2.25), TimeSpan.FromHours(2)),
            Ladder(RegimeIndicator.VolatilityIndex, new(0.8, 0.7), new(1.1, 0.95), new(1.5, 1.3), TimeSpan.FromHours(2)),
            Ladder(RegimeIndicator.DepthRatio, new(0.6, 0.75), new(0.4, 0.55), new(0.2, 0.35), TimeSpan.FromHours(9)),
            Ladder(RegimeIndicator.SpreadRatio, new(2, 1.5), new(4, 3), new(8, 6), TimeSpan.FromHours(2)),
        ],
        Effects =
        [
            Effect(1, 1, 1, 72, 0),
            Effect(1.1, 1, 1, 48, 12),
            Effect(1.25, 1.05, 0.5, 24, 24),
            Effect(1.5, 1.1, 0.25, 4, 48),
        ],
    };

    /// <summary>What a regime does.</summary>
    public RegimeEffects Of(Regime regime) => Effects[(int)regime];

    /// <summary>Everything wrong with the rules taken together.</summary>
    public ImmutableArray<Problem> Problems()
    {
        var checks = new Checks();
        checks.Positive("maximumGap", MaximumGap, "36 hours covers daily readings that come late.");
        ImmutableArray<RegimeLadder> ladders = Ladders.IsDefault ? [] : Ladders;
        checks.That(ladders.Length > 0, "ladders", "No indicator is watched; give at least one ladder.");
        for (int i = 0; i < ladders.Length; i++)
        {
            ladders[i].Check(checks, Text($"ladders[{i}]"));
            RegimeIndicator indicator = ladders[i].Indicator;
            checks.That(ladders.Take(i).All(other => other.Indicator != indicator), Text($"ladders[{i}].indicator"), $"{indicator} has a ladder already; give each indicator one.");
        }

        int count = Effects.IsDefault ? 0 : Effects.Length;
        checks.That(count == 4, "effects", Text($"There are {count}; give four, of calm, elevated, stressed and crisis."));
        for (int i = 0; i < count; i++) Check(checks, Text($"effects[{i}]"), Effects[i], i > 0 ? Effects[i - 1] : null);
        if (count > 0) checks.That(Effects[0].Dwell == TimeSpan.Zero, "effects[0].dwell", $"{Effects[0].Dwell}; nothing is milder than calm, write 0.");
        return checks.Problems;
    }

    private static void Check(Checks checks, string place, RegimeEffects here, RegimeEffects? milder)
    {
        checks.Within($"{place}.marginMultiplier", here.MarginMultiplier, 1, 10, "for 25 % more margin write 1.25.");
        checks.Within($"{place}.liquidationThresholdScale", here.LiquidationThresholdScale, 1, 10, "for 5 % more write 1.05.");
        checks.Within($"{place}.openingLimit", here.OpeningLimit, 0, 1, "half of the usual limit is 0.5.");
        checks.NotNegative($"{place}.notice", here.Notice, "write 0 for none.");
        checks.NotNegative($"{place}.dwell", here.Dwell, "write 0 for none.");
        checks.That(!(here.LiquidationThresholdScale > here.MarginMultiplier), $"{place}.liquidationThresholdScale", Text($"{here.LiquidationThresholdScale:R} is above the margin multiplier {here.MarginMultiplier:R}; positions just opened would be liquidated."));
        if (milder is null) return;
        checks.That(!(here.MarginMultiplier < milder.MarginMultiplier), $"{place}.marginMultiplier", Text($"{here.MarginMultiplier:R} is below {milder.MarginMultiplier:R} of the milder regime; a worse regime never asks less."));
        checks.That(!(here.LiquidationThresholdScale < milder.LiquidationThresholdScale), $"{place}.liquidationThresholdScale", Text($"{here.LiquidationThresholdScale:R} is below {milder.LiquidationThresholdScale:R} of the milder regime; a worse regime never asks less."));
        checks.That(!(here.OpeningLimit > milder.OpeningLimit), $"{place}.openingLimit", Text($"{here.OpeningLimit:R} is above {milder.OpeningLimit:R} of the milder regime; a worse regime never allows more."));
        checks.That(here.Notice <= milder.Notice, $"{place}.notice", $"{here.Notice} is longer than {milder.Notice} of the milder regime; a worse regime never gives more time.");
    }

    private static RegimeLadder Ladder(RegimeIndicator indicator, RegimeThreshold elevated, RegimeThreshold stressed, RegimeThreshold crisis, TimeSpan age) =>
        new() { Indicator = indicator, Elevated = elevated, Stressed = stressed, Crisis = crisis, MaximumAge = age };

    private static RegimeEffects Effect(double margin, double liquidation, double opening, int noticeHours, int dwellHours) => new()
    {
        MarginMultiplier = margin, LiquidationThresholdScale = liquidation, OpeningLimit = opening, Notice = TimeSpan.FromHours(noticeHours), Dwell = TimeSpan.FromHours(dwellHours),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
