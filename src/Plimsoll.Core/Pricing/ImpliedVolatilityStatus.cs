namespace Plimsoll.Pricing;

/// <summary>What an inversion of an option price to a volatility came to. Numbers are fixed; when two apply, the first listed is given.</summary>
public enum ImpliedVolatilityStatus
{
    /// <summary>An input is not a number, not finite, or forward, strike or time lie outside their domain. Nothing was computed.</summary>
    InvalidInput = 0,

    /// <summary>The price lies below the intrinsic value max(0, ±(F − K)): no volatility gives it.</summary>
    BelowIntrinsic = 1,

    /// <summary>The price is at or above the largest an option can have, F for a call and K for a put: no finite volatility gives it.</summary>
    AboveMaximum = 2,

    /// <summary>The price equals the intrinsic value: the volatility is 0, and a price that was rounded to it hides any smaller one.</summary>
    AtIntrinsic = 3,

    /// <summary>The price lies between the bounds but no time is left, so no volatility gives it.</summary>
    NoTime = 4,

    /// <summary>The volatility was found.</summary>
    Ok = 5,
}
