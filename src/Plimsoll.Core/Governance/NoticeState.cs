using System.Collections.Immutable;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Governance;

/// <summary>Since when the market has been in each regime or a worse one: what notice counts from.</summary>
/// <param name="Since">Of elevated, stressed and crisis; null where the market is milder.</param>
public sealed record NoticeState(ImmutableArray<Timestamp?> Since)
{
    /// <summary>A market that has been in a regime for so long that every notice has passed.</summary>
    public static NoticeState Settled(Regime regime) =>
        new([.. Enumerable.Range(1, 3).Select(rank => rank <= (int)regime ? Timestamp.FromUnixSeconds(0) : (Timestamp?)null)]);

    /// <summary>The state under the regime in force.</summary>
    public NoticeState After(Regime regime, Timestamp time) => new([.. Since.Select((since, i) => i + 1 <= (int)regime ? since ?? time : (Timestamp?)null)]);

    /// <summary>What is in force.</summary>
    public EffectsInForce Effects(Regime regime, RegimeRules rules, Timestamp time)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Regime borne = Regime.Calm;
        var coming = ImmutableArray.CreateBuilder<ComingEffects>();
        for (Regime one = Regime.Elevated; one <= regime; one++)
        {
            // A worse regime gives less notice, so the last that is due is the worst.
            Timestamp due = (Since[(int)one - 1] ?? time) + rules.Of(one).Notice;
            if (due <= time) borne = one;
            else coming.Add(new(one, due));
        }

        return new(rules.Of(regime), borne, rules.Of(borne), [.. coming.Where(one => one.Regime > borne)]);
    }
}

/// <summary>Effects that existing positions will bear.</summary>
/// <param name="Regime">Of which regime.</param>
/// <param name="Due">From when on, unless the market calms before.</param>
public sealed record ComingEffects(Regime Regime, Timestamp Due);

/// <summary>Effects of the regime as they apply now.</summary>
/// <param name="New">To positions opened now, at once.</param>
/// <param name="Borne">The regime whose factors existing positions bear: that in force after its notice, a milder one before, never a worse one.</param>
/// <param name="Existing">To existing positions.</param>
/// <param name="Coming">What existing positions have notice of.</param>
public sealed record EffectsInForce(RegimeEffects New, Regime Borne, RegimeEffects Existing, ImmutableArray<ComingEffects> Coming);
