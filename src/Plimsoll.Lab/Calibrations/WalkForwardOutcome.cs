using Plimsoll.Parameters;

namespace Plimsoll.Lab.Calibrations;

/// <summary>A walk with what it was made from, for those who read it.</summary>
/// <param name="Result">The timelines; every asset has at least a day.</param>
/// <param name="Rules">The rules of governance as the file has them.</param>
/// <param name="Recorded">Depth and open interest.</param>
/// <param name="Indices">Coins with a recorded index of implied volatility.</param>
public sealed record WalkForwardOutcome(WalkForwardResult Result, Rulebook Rules, ImmutableArray<WalkForwardSeries> Recorded, ImmutableArray<Currency> Indices)
{
    /// <summary>By asset.</summary>
    public ImmutableArray<WalkForwardSummary> Summaries { get; } = [.. Result.Assets.Select(WalkForwardSummary.Of)];

    /// <summary>By crisis and asset.</summary>
    public ImmutableArray<WalkForwardCrisis> Crises { get; } = WalkForwardCrisis.Of(Result);

    /// <summary>What regimes could see of an asset beside its prices: "depth since 2023-01-01, open interest since 2020-12-01", or "prices alone".</summary>
    public string Seen(Currency asset)
    {
        string?[] seen =
        [
            .. Recorded.Where(series => series.Asset == asset).Select(series => $"{(series.Kind == WalkForwardKind.Depth ? "depth" : "open interest")} since {Timestamp.FromUnixSeconds(series.Times.Span[0]).ToString()[..10]}"),
            Indices.Contains(asset) ? "an index of implied volatility" : null,
        ];
        return string.Join(", ", seen.OfType<string>()) is { Length: > 0 } text ? text : "prices alone";
    }
}
