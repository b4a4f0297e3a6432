using Plimsoll.Market;

namespace Plimsoll.Pricing;

/// <summary>How the slice of one expiry came about.</summary>
public enum SliceOrigin
{
    /// <summary>No quote of the expiry carries a volatility; there is no slice.</summary>
    None = 0,

    /// <summary>An SVI smile was fitted to five quotes or more.</summary>
    Fitted = 1,

    /// <summary>Fewer than five strikes were quoted: flat at the volatility of the strike nearest to the forward, or, where that would let
    /// total variance fall in time, the smile of the expiry before it, raised to that volatility.</summary>
    TooFewQuotes = 2,
}

/// <summary>The fit of one expiry and how good it is. Errors are in volatility: 0.01 is one volatility point.</summary>
/// <param name="Years">Years to expiry.</param>
/// <param name="Origin">Whether a smile was fitted, and if not, what stands in for it.</param>
/// <param name="Slice">The slice; null only where <paramref name="Origin"/> is <see cref="SliceOrigin.None"/>.</param>
/// <param name="QuotesUsed">Number of quotes the fit aimed at, one per strike.</param>
/// <param name="QuotesInsideSpread">Of the quotes with bid and ask, those whose fitted volatility lies between them.</param>
/// <param name="QuotesWithSpread">Number of quotes used that had bid and ask.</param>
/// <param name="RootMeanSquareError">Unweighted root of the mean squared error over the quotes used.</param>
/// <param name="MaximumError">Largest absolute error over the quotes used.</param>
/// <param name="ButterflyRepaired">True where the best fit had a negative density somewhere and was moved to the nearest found without.</param>
/// <param name="CalendarRepaired">True where the best fit lay below the expiry before it somewhere, or above the one after it beyond its own
/// quoted strikes, and was moved.</param>
/// <param name="LowestG">Smallest Durrleman g of the slice; at or above 0.</param>
public sealed record ExpiryFit(
    double Years,
    SliceOrigin Origin,
    SviSlice? Slice,
    int QuotesUsed,
    int QuotesInsideSpread,
    int QuotesWithSpread,
    double RootMeanSquareError,
    double MaximumError,
    bool ButterflyRepaired,
    bool CalendarRepaired,
    double LowestG);
