using System.Collections.Immutable;
using System.Globalization;
using Plimsoll.Liquidity;
using Plimsoll.Scaling;
using Plimsoll.Values;
using Plimsoll.Volatility;

namespace Plimsoll.Governance;

/// <summary>
/// The volatility that margins of one asset are computed with. It rises with its estimate at once, falls late and slowly, and stays in its corridor;
/// whatever keeps it from the estimate is stated. Pure: state in, state out.
/// </summary>
/// <remarks>
/// The counterpart of <see cref="SlowRelease"/> in time instead of steps. A fall is the exact path of dσ/dt = −min(k(σ − target), cσ) with k = ln 2 / half-life and
/// c = −ln(1 − greatest fall a day), so that hourly and daily steps under one estimate lead to the same level.
/// </remarks>
public sealed class PublishedVolatility
{
    private readonly PublicationRules rules;
    private readonly VolatilityCorridor corridor;

    private PublishedVolatility(PublicationRules rules, VolatilityCorridor corridor) => (this.rules, this.corridor) = (rules, corridor);

    /// <summary>From rules and a corridor.</summary>
    /// <exception cref="InvalidInputException">Something is wrong with them; it carries every problem.</exception>
    public static PublishedVolatility Create(PublicationRules rules, VolatilityCorridor corridor)
    {
        Checks.Refuse([
            .. rules.Problems().Select(problem => problem with { Place = "rules." + problem.Place }),
            .. corridor.Problems().Select(problem => problem with { Place = "corridor." + problem.Place })]);
        return new(rules, corridor);
    }

    /// <summary>The first level: the estimate within the corridor.</summary>
    /// <param name="estimate">Annualised fraction, above 0.</param>
    /// <param name="time">Of the estimate.</param>
    /// <exception cref="ArgumentOutOfRangeException">The estimate is not finite and above 0.</exception>
    public PublishedVolatilityStep Begin(double estimate, Timestamp time)
    {
        var holds = ImmutableArray.CreateBuilder<VolatilityHold>();
        double target = InCorridor(Require.Positive(estimate), holds);
        return new(new(target, time, null), estimate, holds.ToImmutable());
    }

    /// <summary>The level after one more estimate.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="estimate">Annualised fraction, above 0; it speaks for the time since the one before.</param>
    /// <param name="time">Of the estimate, not before that of the state.</param>
    /// <returns>The state after it, and what was held back and why.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The estimate is not finite and above 0, or time runs backwards.</exception>
    public PublishedVolatilityStep Step(PublishedVolatilityState state, double estimate, Timestamp time)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (time < state.Time)
            throw new ArgumentOutOfRangeException(nameof(time), time, string.Create(CultureInfo.InvariantCulture, $"The last estimate is of {state.Time}; give estimates in order of time."));
        var holds = ImmutableArray.CreateBuilder<VolatilityHold>();
        double target = InCorridor(Require.Positive(estimate), holds);
        // A corridor may have moved since: a level below a raised floor is lifted at once, one above a lowered cap comes down like any other.
        double level = Math.Max(state.Level, corridor.Floor);
        if (target >= level)
        {
            double risen = Risen(level, target, time - state.Time);
            Add(holds, HoldReason.MaximumRise, risen - target);
            return new(new(risen, time, null), estimate, holds.ToImmutable());
        }

        bool isUnbroken = time - state.Time <= rules.MaximumGap;
        Timestamp since = isUnbroken && state.LowerSince is { } lower ? lower : time;
        Timestamp start = since + rules.Patience;
        if (start < state.Time) start = state.Time;
        double days = time > start ? (time - start).TotalDays : 0;
        double fallen = days > 0 ? Fallen(level, target, days) : level;
        double byHalfLife = days > 0 ? Eased(level, target, days) : level;
        Add(holds, days > 0 ? HoldReason.HalfLife : HoldReason.Patience, byHalfLife - target);
        Add(holds, HoldReason.MaximumFall, fallen - byHalfLife);
        return new(new(fallen, time, since), estimate, holds.ToImmutable());
    }

    private double InCorridor(double estimate, ImmutableArray<VolatilityHold>.Builder holds)
    {
        double target = Math.Clamp(estimate, corridor.Floor, corridor.Cap);
        Add(holds, target > estimate ? HoldReason.Floor : HoldReason.Cap, target - estimate, corridor.Reason);
        return target;
    }

    private double Risen(double level, double target, TimeSpan passed) =>
        rules.MaximumRise is { } rise ? Math.Min(target, level * Math.Pow(1 + rise, passed.TotalDays)) : target;

    /// <summary>The path down: as steep as the greatest fall while that binds, then by the half-life.</summary>
    private double Fallen(double level, double target, double days)
    {
        double easing = Math.Log(2) / rules.HalfLife.TotalDays, steepest = -Math.Log(1 - rules.MaximumFall);
        // The two speeds are equal at this level; above it the half-life alone would fall faster than is allowed.
        double turn = steepest < easing ? target / (1 - (steepest / easing)) : double.PositiveInfinity;
        if (level <= turn) return Eased(level, target, days);
        double limited = level * Math.Exp(-steepest * days);
        if (limited >= turn) return limited;
        double rest = days - (Math.Log(level / turn) / steepest);
        return rest > 0 ? Eased(turn, target, rest) : turn;
    }

    private double Eased(double level, double target, double days) => AntiProcyclicality.AsymmetricEwma(level, target, rules.HalfLife.TotalDays / days);

    private static void Add(ImmutableArray<VolatilityHold>.Builder holds, HoldReason reason, double amount, string note = "")
    {
        if (amount != 0) holds.Add(new(reason, amount, note));
    }
}
