using Plimsoll.Instruments;

namespace Plimsoll.Pricing;

/// <summary>What the market says of one option, as a surface fit takes it. Volatilities are annualised fractions; NaN is "not quoted".</summary>
/// <param name="Side">Call or put.</param>
/// <param name="Strike">Strike in the forward's unit; above 0.</param>
/// <param name="Years">Years to expiry; equal for all quotes of one expiry.</param>
/// <param name="Forward">Forward price to that expiry.</param>
/// <param name="MarkVolatility">Volatility of the venue's mark, the fit's target; where NaN the middle of bid and ask is.</param>
/// <param name="BidVolatility">Volatility of the best bid.</param>
/// <param name="AskVolatility">Volatility of the best ask.</param>
public readonly record struct OptionQuote(
    OptionSide Side,
    double Strike,
    double Years,
    double Forward,
    double MarkVolatility,
    double BidVolatility = double.NaN,
    double AskVolatility = double.NaN)
{
    /// <summary>Log-moneyness ln(K/F).</summary>
    public double Moneyness => ImpliedVolatility.LogRatio(Strike, Forward);

    /// <summary>True for a call struck at or above the forward and a put struck below it.</summary>
    public bool IsOutOfTheMoney => Side == OptionSide.Call ? Strike >= Forward : Strike < Forward;

    /// <summary>True where bid and ask are both quoted and not crossed.</summary>
    public bool HasBothSides => BidVolatility > 0 && AskVolatility >= BidVolatility && double.IsFinite(AskVolatility);

    /// <summary>What a fit aims at: the mark, else the middle of bid and ask, else NaN.</summary>
    public double TargetVolatility =>
        MarkVolatility > 0 && double.IsFinite(MarkVolatility) ? MarkVolatility
        : HasBothSides ? (BidVolatility + AskVolatility) / 2
        : double.NaN;
}
