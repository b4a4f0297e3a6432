using Plimsoll.Instruments;
using Plimsoll.Numerics;

namespace Plimsoll.Pricing;

/// <summary>
/// Inverts the Black formula to the accuracy its condition number allows: rel. error ≈ ε·|p/(σ·vega)| from the price's own
/// rounding, and a few ε besides, for any strike, any time and any price that a double can hold.
/// </summary>
/// <remarks>
/// An in-the-money option is inverted as its out-of-the-money twin. Below the point of inflection s = √(2|x|) the equation solved is
/// 1/ln b(s) = 1/ln β, above it ln(e^{x/2} − b(s)) = ln(e^{x/2} − β); b as a function of s is the distribution function of a log-concave
/// density, so both are monotone and close to linear. Steps are Householder's of fourth order, kept inside a shrinking bracket.
/// Method after P. Jäckel, "Let's be rational", Wilmott 2015 (75) 40–53.
/// </remarks>
public static class ImpliedVolatility
{
    private const int MaximumSteps = 64;
    private const double InverseSqrtTwoPi = 0.39894228040143267794;

    // Below this a price is compared by its logarithm: too few digits are left before underflow.
    private const double Smallest = 1e-280;

    /// <summary>The volatility at which the undiscounted Black value of an option is a given price.</summary>
    /// <param name="side">Call or put.</param>
    /// <param name="undiscountedPrice">Price divided by the discount factor, in the forward's unit.</param>
    /// <param name="forward">Forward price to expiry; above 0.</param>
    /// <param name="strike">Strike in the forward's unit; above 0.</param>
    /// <param name="years">Years to expiry; 0 gives <see cref="ImpliedVolatilityStatus.NoTime"/>.</param>
    public static ImpliedVolatilityResult Black(OptionSide side, double undiscountedPrice, double forward, double strike, double years)
    {
        if (!(forward > 0 && double.IsFinite(forward) && strike > 0 && double.IsFinite(strike) && years >= 0 && double.IsFinite(years)
            && double.IsFinite(undiscountedPrice)) || side is not (OptionSide.Call or OptionSide.Put))
        {
            return ImpliedVolatilityResult.Without(ImpliedVolatilityStatus.InvalidInput);
        }

        bool call = side == OptionSide.Call;
        bool inTheMoney = call ? forward > strike : strike > forward;
        double maximum = call ? forward : strike;
        double timeValue = inTheMoney
            ? SubtractDifference(undiscountedPrice, Math.Max(forward, strike), Math.Min(forward, strike))
            : undiscountedPrice;
        if (timeValue < 0)
        {
            return ImpliedVolatilityResult.Without(ImpliedVolatilityStatus.BelowIntrinsic);
        }

        if (undiscountedPrice >= maximum)
        {
            return ImpliedVolatilityResult.Without(ImpliedVolatilityStatus.AboveMaximum);
        }

        if (timeValue == 0)
        {
            return new(ImpliedVolatilityStatus.AtIntrinsic, 0);
        }

        if (years == 0)
        {
            return ImpliedVolatilityResult.Without(ImpliedVolatilityStatus.NoTime);
        }

        // Either price of the pair lies equally far below its own maximum; the subtraction from the given one is exact where it matters.
        double headroom = maximum - undiscountedPrice;
        double stdDev = StandardDeviation(timeValue, headroom, forward, strike);
        return new(ImpliedVolatilityStatus.Ok, stdDev / Math.Sqrt(years));
    }

    /// <summary>The volatility of a quoted price that carries a discount factor.</summary>
    /// <param name="side">Call or put.</param>
    /// <param name="price">Price paid today, in the forward's unit.</param>
    /// <param name="forward">Forward price to expiry; above 0.</param>
    /// <param name="strike">Strike in the forward's unit; above 0.</param>
    /// <param name="years">Years to expiry; above 0.</param>
    /// <param name="discountFactor">Value today of one unit paid at expiry; above 0.</param>
    public static ImpliedVolatilityResult Black(
        OptionSide side, double price, double forward, double strike, double years, double discountFactor) =>
        Black(side, price / discountFactor, forward, strike, years);

    /// <summary>The volatility of an inverse option quoted in coin, whose undiscounted value is Black/F.</summary>
    /// <param name="side">Call or put.</param>
    /// <param name="coinPrice">Price in units of the base currency.</param>
    /// <param name="forward">Forward price to expiry; above 0.</param>
    /// <param name="strike">Strike in the forward's unit; above 0.</param>
    /// <param name="years">Years to expiry; above 0.</param>
    public static ImpliedVolatilityResult Inverse(OptionSide side, double coinPrice, double forward, double strike, double years) =>
        Black(side, coinPrice * forward, forward, strike, years);

    /// <summary>ln(a/b) without the rounding of the quotient where the two are close.</summary>
    internal static double LogRatio(double a, double b)
    {
        double ratio = a / b;

        // Between ½ and 2 the difference a − b is exact, while the quotient is rounded on the scale of one.
        if (ratio is > 0.5 and < 2) return Elementary.Log1P((a - b) / b);
        return double.IsNormal(ratio) ? Math.Log(ratio) : Math.Log(a) - Math.Log(b);
    }

    /// <summary>price − (large − small), with what large − small rounds off; 0 where the price equals the rounded difference.</summary>
    private static double SubtractDifference(double price, double large, double small)
    {
        double difference = large - small;
        if (price == difference) return 0;
        double virtualSmall = large - difference;
        double error = (large - (difference + virtualSmall)) + (virtualSmall - small);
        return (price - difference) - error;
    }

    private static double StandardDeviation(double timeValue, double headroom, double forward, double strike)
    {
        double x = -Math.Abs(LogRatio(forward, strike));
        double scale = Math.Sqrt(forward) * Math.Sqrt(strike);
        double logScale = (Math.Log(forward) + Math.Log(strike)) / 2;
        var target = Target.Of(timeValue, scale, logScale);
        double inflection = Math.Sqrt(-2 * x);
        double logAtInflection = inflection > 0 ? NormalisedBlack.CallParts(x, inflection).Log : double.NegativeInfinity;
        if (target.Log < logAtInflection)
            return Lower(x, target, logAtInflection, inflection);
        return timeValue < headroom
            ? Middle(x, target, logAtInflection, inflection)
            : Upper(x, Target.Of(headroom, scale, logScale), inflection);
    }

    // Below the inflection: 1/ln b is nearly proportional to −s².
    private static double Lower(double x, Target target, double logAtInflection, double inflection)
    {
        double low = 0, high = inflection;
        double s = LowerGuess(x, target.Log, logAtInflection, inflection);
        for (int step = 0; step < MaximumSteps; step++)
        {
            NormalisedBlack.Parts parts = NormalisedBlack.CallParts(x, s);
            double gap = target.LogRatio(parts), log = parts.Log, slope = 1 / parts.Factor;
            Narrow(gap, s, ref low, ref high);
            Shape(x, s, out double second, out double third);
            double newton = gap * log / (target.Log * slope);
            double halley = second - (slope * (1 + (2 / log)));
            double householder = third + (2 * slope * slope * (1 + (3 / log * (1 + (1 / log))))) - (3 * slope * second * (1 + (2 / log)));
            if (Advance(ref s, newton, halley, householder, low, high)) break;
        }

        return s;
    }

    // From the inflection to half the maximum: b is concave and close to linear, and its tangent at the inflection is a good start.
    private static double Middle(double x, Target target, double logAtInflection, double inflection)
    {
        double low = inflection, high = double.PositiveInfinity;
        double slopeAtInflection = Math.Exp(x / 2) * InverseSqrtTwoPi;
        double s = inflection + ((Math.Exp(target.Log) - Math.Exp(logAtInflection)) / slopeAtInflection);
        if (!(s > inflection)) s = inflection > 0 ? inflection : Math.Exp(target.Log - Math.Log(InverseSqrtTwoPi));
        for (int step = 0; step < MaximumSteps; step++)
        {
            NormalisedBlack.Parts parts = NormalisedBlack.CallParts(x, s);
            double excess = target.Excess(parts);
            Narrow(excess, s, ref low, ref high);
            Shape(x, s, out double second, out double third);
            if (Advance(ref s, excess * parts.Factor, second, third, low, high)) break;
        }

        return s;
    }

    // Above half the maximum: ln(e^{x/2} − b) is concave and falls.
    private static double Upper(double x, Target headroom, double inflection)
    {
        double low = inflection, high = double.PositiveInfinity;
        double logTwoCosh = (-x / 2) + Elementary.Log1P(Math.Exp(x));
        double logTail = headroom.Log - logTwoCosh;
        double s = logTail > -690 ? -2 * NormalDistribution.InverseCdf(Math.Min(Math.Exp(logTail), 0.5)) : Math.Sqrt(-8 * logTail);
        s = Math.Max(s, inflection);
        for (int step = 0; step < MaximumSteps; step++)
        {
            NormalisedBlack.Parts parts = NormalisedBlack.ComplementParts(x, s);
            double gap = headroom.LogRatio(parts), slope = 1 / parts.Factor;
            Narrow(-gap, s, ref low, ref high);
            Shape(x, s, out double second, out double third);
            if (Advance(ref s, -gap / slope, second + slope, third + (3 * second * slope) + (2 * slope * slope), low, high)) break;
        }

        return s;
    }

    // b″/b′ and b‴/b′ at s.
    private static void Shape(double x, double s, out double second, out double third)
    {
        double h = x / s;
        second = (h * h / s) - (s / 4);
        third = (second * second) - (3 * h * h / (s * s)) - 0.25;
    }

    private static void Narrow(double missing, double s, ref double low, ref double high)
    {
        if (missing > 0) low = s;
        else high = s;
    }

    // One Householder step inside the bracket. True when the next would change nothing: the error after a step is of fourth order.
    private static bool Advance(ref double s, double newton, double halley, double householder, double low, double high)
    {
        double factor = (1 + (halley * newton / 2)) / (1 + (newton * (halley + (householder * newton / 6))));
        double step = factor > 0 && double.IsFinite(factor) ? newton * Math.Min(factor, 4) : newton;
        if (Math.Abs(step) <= 2e-5 * s)
        {
            s += step;
            return true;
        }

        double next = s + step;
        s = next > low && next < high ? next : double.IsFinite(high) ? (low + high) / 2 : 2 * s;
        return false;
    }

    // A guess wrong by some per cent is enough: two or three steps of fourth order follow.
    private static double LowerGuess(double x, double logPrice, double logAtInflection, double inflection)
    {
        // f(s) = (2π|x|/(3√3))·N(−|x|/(√3·s))³ shares the limit of b at small s and can be inverted. What b and f differ by at
        // the inflection is phased out in ln b.
        const double Sqrt3 = 1.73205080756887729353;
        double distance = -x;
        double logFactor = Math.Log(2 * Math.PI * distance / (3 * Sqrt3));
        double atInflection = logFactor + (3 * Math.Log(NormalDistribution.Cdf(-distance / (Sqrt3 * inflection))));
        double ratio = logAtInflection / logPrice;
        double target = logPrice + ((atInflection - logAtInflection) * ratio * ratio);
        double cubeRoot = (target - logFactor) / 3;
        double z = cubeRoot > -690 ? -NormalDistribution.InverseCdf(Math.Min(Math.Exp(cubeRoot), 0.5)) : Math.Sqrt(-2 * cubeRoot);
        double guess = distance / (Sqrt3 * z);
        return guess > 0 && guess < inflection ? guess : inflection / 2;
    }

    /// <summary>A normalised price and its logarithm; the price itself is 0 where it would lose digits to underflow.</summary>
    private readonly record struct Target(double Value, double Log)
    {
        public static Target Of(double price, double scale, double logScale)
        {
            double value = price / scale;
            return value > Smallest && double.IsFinite(value)
                ? new(value, Math.Log(value))
                : new(0, Math.Log(price) - logScale);
        }

        /// <summary>ln(target/value).</summary>
        public double LogRatio(NormalisedBlack.Parts parts) =>
            Value > 0 && parts.Value > Smallest ? Math.Log(Value / parts.Value) : Log - parts.Log;

        /// <summary>target/value − 1.</summary>
        public double Excess(NormalisedBlack.Parts parts) =>
            Value > 0 && parts.Value > Smallest ? (Value - parts.Value) / parts.Value : Math.Exp(Log - parts.Log) - 1;
    }
}
