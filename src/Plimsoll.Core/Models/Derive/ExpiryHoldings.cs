using System.Collections.Immutable;
using Plimsoll.Pricing;

namespace Plimsoll.Models.Derive;

/// <summary>The options of one expiry and what the feeds say of it: the unit that both portfolio margins reprice.</summary>
internal sealed record ExpiryHoldings
{
    // Settlement is the average of the index over the last 30 minutes.
    private const double SettlementWindowSeconds = 1800;

    /// <summary>The options held.</summary>
    public required ImmutableArray<OptionHolding> Options { get; init; }

    /// <summary>Seconds to expiry, not below 0.</summary>
    public required double SecondsToExpiry { get; init; }

    /// <summary>Part of the forward that still moves with spot.</summary>
    public required double ForwardVariable { get; init; }

    /// <summary>Part of the forward that the settlement average holds already.</summary>
    public double ForwardFixed { get; init; }

    /// <summary>Interest rate of the expiry, continuously compounded, fraction; below 0 it counts as 0.</summary>
    public double Rate { get; init; }

    /// <summary>Lowest confidence of the forward, the rate and the volatilities, in [0, 1].</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>Forward to expiry.</summary>
    public double Forward => ForwardVariable + ForwardFixed;

    /// <summary>Years to expiry.</summary>
    public double Years => SecondsToExpiry / FixedPoint.SecondsPerYear;

    /// <summary>Days to expiry.</summary>
    public double Days => SecondsToExpiry / 86_400;

    /// <summary>The rate that counts.</summary>
    public double FlooredRate => Math.Max(0, Rate);

    /// <summary>Units bought and sold, together.</summary>
    public decimal GrossAmount => Options.Sum(option => Math.Abs(option.Amount));

    /// <summary>Units sold that nothing bought at the same strike covers; a bought put covers a sold call and the other way round.</summary>
    public decimal NetNakedShorts => Options.GroupBy(option => option.Strike).Sum(strike => Math.Max(0m, -strike.Sum(option => option.Amount)));

    /// <summary>An expiry with its forward divided into what the settlement average has fixed and what still moves.</summary>
    public static ExpiryHoldings Of(ImmutableArray<OptionHolding> options, double forward, double secondsToExpiry)
    {
        double variable = Math.Clamp(secondsToExpiry / SettlementWindowSeconds, 0, 1);
        return new() { Options = options, SecondsToExpiry = secondsToExpiry, ForwardVariable = forward * variable, ForwardFixed = forward * (1 - variable) };
    }

    /// <summary>Value of all options under each shock.</summary>
    /// <param name="shocks">The shocks.</param>
    /// <param name="discount">Value today of one USDC paid at expiry.</param>
    /// <returns>Values in USDC in the order of the shocks.</returns>
    public double[] Values(ReadOnlySpan<ExpiryShock> shocks, double discount)
    {
        double[] totals = new double[shocks.Length], forwards = new double[shocks.Length], stdDevs = new double[shocks.Length], values = new double[shocks.Length];
        double rootTime = Math.Sqrt(Years);
        for (int i = 0; i < shocks.Length; i++) forwards[i] = shocks[i].Forward;
        foreach (OptionHolding option in Options)
        {
            double strike = (double)option.Strike, logMoneyness = Math.Log(strike / Forward), amount = (double)option.Amount * discount;
            for (int i = 0; i < shocks.Length; i++) stdDevs[i] = rootTime == 0 ? 0 : shocks[i].Volatility(option.Volatility, logMoneyness) * rootTime;
            BlackKernel.Reprice(option.Side, forwards, stdDevs, strike, values);
            for (int i = 0; i < shocks.Length; i++) totals[i] += amount * values[i];
        }

        return totals;
    }
}
