using System.Collections.Immutable;

namespace Plimsoll.Volatility;

/// <summary>A volatility for margin, and how it came about.</summary>
/// <param name="Sigma">Deviation of the log return of one day, a fraction; over several days the root of the mean variance a day.</param>
/// <param name="Rung">Where it comes from.</param>
/// <param name="Refused">The better rungs, in order, each with the reason it was not used.</param>
/// <param name="Holds">Guard rails that moved it, in the order in which they did.</param>
/// <param name="ReturnScale">What realised variances were multiplied by to be variances of daily returns; 1 of an EWMA of returns.</param>
public sealed record SigmaForecast(
    double Sigma, FallbackRung Rung, ImmutableArray<(FallbackRung Rung, RungRefusal Reason)> Refused, ImmutableArray<SigmaHold> Holds, double ReturnScale)
{
    /// <summary>Whether it rests on data of now, so that it may serve as the last good volatility later.</summary>
    public bool IsGood => Rung <= FallbackRung.Ewma;
}
