using System.Collections.Immutable;

namespace Plimsoll.Volatility;

/// <summary>Which HAR regression to fit.</summary>
internal sealed record HarOptions
{
    /// <summary>Lengths of the means over past days, rising, each at least 1: day, week, month. 1, 7, 30 suits markets without weekends as well.</summary>
    public ImmutableArray<int> Lags { get; init; } = [1, 5, 22];

    /// <summary>The target is the mean variance of so many days ahead; at least 1.</summary>
    public int Horizon { get; init; } = 1;

    /// <summary>Whether target and means are taken as logarithms; a forecast can then not fall below 0.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Lags of the Newey–West standard errors; at least 0, and at least the horizon less 1 to be honest.</summary>
    public int HacLags { get; init; } = 5;

    /// <summary>Further columns, after the means.</summary>
    public ImmutableArray<HarRegressor> Regressors { get; init; } = [];
}
