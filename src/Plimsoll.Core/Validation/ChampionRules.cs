namespace Plimsoll.Validation;

/// <summary>When a challenger takes the champion's place.</summary>
public sealed record ChampionRules
{
    /// <summary>Fewest days on which both were scored; at least 2.</summary>
    public int FewestDays { get; init; } = 90;

    /// <summary>Most days that count, the latest: markets change. At least the fewest.</summary>
    public int Window { get; init; } = 365;

    /// <summary>Days between two looks at a challenger: whoever tests every day finds something at last. At least 1.</summary>
    public int ReviewEvery { get; init; } = 30;

    /// <summary>The challenger's losses must be lower at this level of Diebold and Mariano's two-sided test; in (0, 1).</summary>
    public double Significance { get; init; } = 0.05;

    /// <summary>Days that a forecast is of, at least 1: losses of forecasts that overlap depend on each other, which the test allows for.</summary>
    public int Horizon { get; init; } = 1;

    /// <summary>The rules with their usual numbers.</summary>
    public static ChampionRules Default { get; } = new();

    /// <summary>Checks the rules.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One lies outside its range.</exception>
    internal void Check()
    {
        if (FewestDays < 2) throw new ArgumentOutOfRangeException(nameof(FewestDays), FewestDays, "A test needs at least 2 days; 90 is usual.");
        if (Window < FewestDays) throw new ArgumentOutOfRangeException(nameof(Window), Window, $"The window holds at least the fewest days, {FewestDays}; 365 is usual.");
        if (ReviewEvery < 1) throw new ArgumentOutOfRangeException(nameof(ReviewEvery), ReviewEvery, "Reviews are at least a day apart; 30 is usual.");
        if (Horizon < 1 || Horizon >= FewestDays) throw new ArgumentOutOfRangeException(nameof(Horizon), Horizon, $"The horizon is from 1 to below the fewest days, {FewestDays}.");
        if (!(Significance is > 0.0 and < 1.0)) throw new ArgumentOutOfRangeException(nameof(Significance), Significance, "A level of significance lies between 0 and 1; 0.05 is usual.");
    }
}
