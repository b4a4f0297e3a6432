namespace Plimsoll.Market;

/// <summary>Something a requirement cannot be computed without.</summary>
/// <param name="Subject">The instrument, index or underlying, as "ETH/USDT:USDT" or "DOGE/USD".</param>
/// <param name="Missing">What is missing, as "mark price".</param>
/// <param name="Age">How old the last value is; null when there never was one.</param>
public sealed record DataGap(string Subject, string Missing, TimeSpan? Age)
{
    /// <summary>"ETH/USDT:USDT: no usable mark price (the last is 5 min old)".</summary>
    public override string ToString() => Age is { } age ? $"{Subject}: no usable {Missing} (the last is {AgeText(age)} old)" : $"{Subject}: no {Missing}";

    private static string AgeText(TimeSpan age) => age.TotalSeconds switch
    {
        < 120 => $"{Math.Round(age.TotalSeconds)} s",
        < 7_200 => $"{Math.Round(age.TotalMinutes)} min",
        < 172_800 => $"{Math.Round(age.TotalHours)} h",
        _ => $"{Math.Round(age.TotalDays)} days",
    };
}
