namespace Plimsoll.Scenarios;

/// <summary>How far past returns are brought to today's volatility: each is multiplied by k = (1 − w) + w·σ_now/σ_then, kept within bounds.</summary>
/// <param name="Weight">w in [0, 1]: 0 leaves history as it was, 1 is full filtered historical simulation, ½ the "mid-vol" of Gurrola-Perez and Murphy.</param>
/// <param name="LowestFactor">Smallest k; 0 for no bound.</param>
/// <param name="HighestFactor">Largest k; +∞ for no bound.</param>
public readonly record struct VolatilityRescaling(double Weight, double LowestFactor, double HighestFactor)
{
    /// <summary>Full rescaling (J. Hull and A. White 1998; G. Barone-Adesi, K. Giannopoulos and L. Vosper 1999).</summary>
    public static VolatilityRescaling Full { get; } = new(1.0, 0.0, double.PositiveInfinity);

    /// <summary>Half rescaling.</summary>
    public static VolatilityRescaling Half { get; } = new(0.5, 0.0, double.PositiveInfinity);

    /// <summary>The factor for one past return.</summary>
    /// <param name="varianceNow">Today's forecast.</param>
    /// <param name="varianceThen">The forecast that stood before that return.</param>
    public double Factor(double varianceNow, double varianceThen)
    {
        // A variance path is zero only where every return is: there is nothing to rescale.
        double ratio = varianceNow == varianceThen ? 1.0 : Math.Sqrt(varianceNow / varianceThen);
        double factor = Weight == 1.0 ? ratio : 1.0 - Weight + (Weight * ratio);
        return Math.Min(Math.Max(factor, LowestFactor), HighestFactor);
    }
}
