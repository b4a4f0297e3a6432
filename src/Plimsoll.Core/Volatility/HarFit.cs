using System.Collections.Immutable;

namespace Plimsoll.Volatility;

/// <summary>A fitted HAR regression and what it says of the days after the last one.</summary>
/// <param name="Names">Of the columns: "constant", "mean 1", "mean 5", …, then the further regressors.</param>
/// <param name="Coefficients">One a column.</param>
/// <param name="StandardErrors">Classical, one a column.</param>
/// <param name="HacStandardErrors">Newey–West, one a column.</param>
/// <param name="RSquared">Of the regression as fitted: of logarithms where it is logarithmic.</param>
/// <param name="ResidualVariance">s² = Σe²/(n − k).</param>
/// <param name="Forecast">Mean variance per day over the horizon. exp(fit + s²/2) where logarithmic. A linear fit may fall outside the data; it is then set to the nearest target ever seen.</param>
/// <param name="WasBounded">Whether the forecast had to be set back into what was seen.</param>
internal sealed record HarFit(
    ImmutableArray<string> Names,
    ImmutableArray<double> Coefficients,
    ImmutableArray<double> StandardErrors,
    ImmutableArray<double> HacStandardErrors,
    double RSquared,
    double ResidualVariance,
    double Forecast,
    bool WasBounded);
