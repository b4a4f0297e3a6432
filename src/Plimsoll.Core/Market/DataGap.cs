namespace Plimsoll.Market;

/// <summary>Something a requirement cannot be computed without.</summary>
/// <param name="Subject">The instrument, index or underlying, as "ETH/USDT:USDT" or "DOGE/USD".</param>
/// <param name="Missing">What is missing, as "mark price".</param>
/// <param name="Age">How old the last value is; null when there never was one.</param>
public sealed record DataGap(string Subject, string Missing, TimeSpan? Age)
{
    /// <summary>"ETH/USDT:USDT: no mark price (the last is 00:05:00 old)".</summary>
    public override string ToString() => Age is { } age ? $"{Subject}: no usable {Missing} (the last is {age:c} old)" : $"{Subject}: no {Missing}";
}
