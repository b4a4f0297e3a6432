using System.Collections.Immutable;
using System.Globalization;
using Plimsoll.Values;

namespace Plimsoll.Volatility;

/// <summary>Within which levels the published volatility of one asset stays, and why there.</summary>
/// <param name="Floor">Least level, annualised fraction above 0: a margin must not trust a calm to last.</param>
/// <param name="Cap">Greatest level, annualised fraction, at least the floor and at most 50: beyond it an estimate is taken for an error.</param>
/// <param name="Reason">What the two rest on, for the statement of every level they hold.</param>
public sealed record VolatilityCorridor(double Floor, double Cap, string Reason)
{
    // Of days: 15 months and 3 years, and the least that a corridor may rest on.
    private const int FloorWindow = 456;
    private const int MedianWindow = 1095;
    private const int FewestDays = 250;

    /// <summary>Floor: the greater of a quarter of the median of three years and the least of 15 months. Cap: six times that median. A shorter history is used whole and named.</summary>
    /// <param name="volatilities">Daily estimates, annualised fractions above 0, oldest first; 250 or more.</param>
    /// <exception cref="ArgumentException">Too few estimates, or one that is not finite and above 0.</exception>
    public static VolatilityCorridor OfHistory(ReadOnlySpan<double> volatilities)
    {
        if (volatilities.Length < FewestDays)
            throw new ArgumentException($"A corridor rests on {FewestDays} days or more; {volatilities.Length} were given. State floor, cap and reason by hand for a younger asset.", nameof(volatilities));
        double[] years = volatilities[^Math.Min(MedianWindow, volatilities.Length)..].ToArray();
        double least = double.PositiveInfinity;
        foreach (double one in years)
        {
            if (!(double.IsFinite(one) && one > 0)) throw new ArgumentException($"The history holds {one.ToString("R", CultureInfo.InvariantCulture)}; volatilities are finite and above 0.", nameof(volatilities));
        }

        foreach (double one in volatilities[^Math.Min(FloorWindow, volatilities.Length)..]) least = Math.Min(least, one);
        Array.Sort(years);
        double median = (years[(years.Length - 1) / 2] + years[years.Length / 2]) / 2;
        double floor = Math.Max(0.25 * median, least);
        // An asset that has stood above six times its own median for 15 months has no cap below what it always does.
        double cap = Math.Max(6 * median, floor);
        string source = 0.25 * median >= least ? "a quarter of the median" : $"the least of {Math.Min(FloorWindow, volatilities.Length)} days";
        return new(floor, cap, string.Create(CultureInfo.InvariantCulture, $"floor: {source}; cap: 6 × the median {median:0.0000} of {years.Length} days"));
    }

    /// <summary>Everything wrong with the corridor.</summary>
    public ImmutableArray<Problem> Problems()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        Within("floor", Floor, "a floor is an annualised fraction above 0; 20 % is 0.2.");
        Within("cap", Cap, "a cap is an annualised fraction above 0; 500 % is 5.");
        if (Floor > Cap) problems.Add(new("cap", string.Create(CultureInfo.InvariantCulture, $"The cap {Cap:R} is below the floor {Floor:R}; exchange them or raise the cap.")));
        if (string.IsNullOrWhiteSpace(Reason)) problems.Add(new("reason", "No reason is given; say what floor and cap rest on."));
        return problems.ToImmutable();

        void Within(string place, double value, string meaning)
        {
            if (!(value >= double.Epsilon && value <= 50 && double.IsFinite(value)))
                problems.Add(new(place, string.Create(CultureInfo.InvariantCulture, $"{value:R} lies outside [{double.Epsilon:R}, 50]; {meaning}")));
        }
    }
}
