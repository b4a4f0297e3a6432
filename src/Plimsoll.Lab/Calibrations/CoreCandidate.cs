using Plimsoll.Models.Native;

namespace Plimsoll.Lab.Calibrations;

/// <summary>Parameters of the core that are tried.</summary>
/// <param name="Decay">λ of the variance, per day; of the long memory where there are two.</param>
/// <param name="Rescaling">w of the rescaling.</param>
/// <param name="WindowDays">Days of joint returns.</param>
/// <param name="Short">The short memory and what it reads; null for one memory of squared returns.</param>
/// <param name="Basis">Rescaling of moves of the basis; null for that of returns.</param>
public readonly record struct CoreCandidate(double Decay, double Rescaling, int WindowDays, ShortMemory? Short = null, BasisRule? Basis = null)
{
    /// <summary>What a rulebook says.</summary>
    public static CoreCandidate Of(MarketRiskParameters rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        bool own = rules.BasisRescaling is not null || rules.BasisLeastScale is not null || rules.BasisGreatestScale is not null;
        return new(
            rules.Decay, rules.Rescaling, rules.WindowDays, rules.FastDecay is { } fast ? new ShortMemory(fast, rules.RealisedShare ?? 0, rules.UnseenFactor ?? 1) : null,
            own ? new BasisRule(rules.BasisRescaling ?? rules.Rescaling, rules.BasisLeastScale ?? rules.LeastScale, rules.BasisGreatestScale ?? rules.GreatestScale) : null);
    }

    /// <summary>A rulebook with these parameters.</summary>
    public MarketRiskParameters In(MarketRiskParameters rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return rules with
        {
            Decay = Decay, Rescaling = Rescaling, WindowDays = WindowDays, FastDecay = Short?.Decay, RealisedShare = Short?.RealisedShare, UnseenFactor = Short?.UnseenFactor,
            BasisRescaling = Basis?.Rescaling, BasisLeastScale = Basis?.LeastScale, BasisGreatestScale = Basis?.GreatestScale,
        };
    }

    /// <summary>As a table shows it.</summary>
    public override string ToString()
    {
        string memories = Short is { } memory ? string.Create(CultureInfo.InvariantCulture, $"{memory.Decay} + {Decay}") : string.Create(CultureInfo.InvariantCulture, $"{Decay}");
        string basis = Basis is { } rule ? string.Create(CultureInfo.InvariantCulture, $", basis {rule.Rescaling} in {rule.LeastScale}–{rule.GreatestScale}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"λ {memories}, w {Rescaling}, {WindowDays} days{basis}");
    }
}
