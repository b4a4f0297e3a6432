using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>One scenario of the stress library as one group sees it: a variant, and for a scenario in which each underlying moves alone, which one.</summary>
internal sealed class StressMove
{
    private readonly StressScenario scenario;
    private readonly double sign;
    private readonly double amplifier;
    private readonly Currency? alone;

    private StressMove(StressScenario scenario, bool amplified, bool reversed, Currency? alone)
    {
        (this.scenario, sign, amplifier, this.alone) = (scenario, reversed ? -1 : 1, amplified ? 1.5 : 1, alone);
        Name = scenario.Name + (reversed ? ", reversed" : "") + (amplified ? ", x 1.5" : "") + (alone is { } asset ? ", " + asset.Code + " alone" : "");
    }

    /// <summary>Name of scenario and variant.</summary>
    public string Name { get; }

    /// <summary>Part of the P&amp;L of a class's underlyings that counts.</summary>
    public double Weight(LiquidityClass of) => scenario.Weight.GetValueOrDefault(of.Name) * (amplifier > 1 ? 2.0 / 3.0 : 1);

    /// <summary>Relative move of implied volatility at the reference tenor.</summary>
    public double Volatility(Currency underlying) => Signed(underlying, scenario.Volatility);

    /// <summary>Move of the log basis of perpetuals.</summary>
    public double Basis(Currency underlying) => Signed(underlying, scenario.Basis);

    /// <summary>Move of the log basis of forwards.</summary>
    public double ForwardBasis(Currency underlying) => Signed(underlying, scenario.ForwardBasis);

    /// <summary>Funding paid by long perpetuals.</summary>
    public double Funding(Currency underlying) => Signed(underlying, scenario.Funding);

    /// <summary>Log move of a currency's price.</summary>
    public double MoveOf(Currency currency, LiquidityClass of)
    {
        if (!Moves(currency)) return 0;
        double stated = scenario.Assets is { } assets && assets.TryGetValue(currency.Code, out double own) ? own : scenario.Spot?.GetValueOrDefault(of.Name) ?? 0;
        double move = sign < 0 ? Math.Max(-stated, -0.99) : stated;
        return move < 0 ? amplifier * Math.Log(1 + move) : Math.Log(1 + (amplifier * move));
    }

    private bool Moves(Currency currency) => alone is null || alone == currency;

    private double Signed(Currency underlying, double? move) => Moves(underlying) ? sign * amplifier * (move ?? 0) : 0;

    /// <summary>Every variant of a scenario: plain, amplified, reversed, both; each for every underlying where each moves alone.</summary>
    public static IEnumerable<StressMove> Expand(StressScenario scenario, IReadOnlyList<Currency> members)
    {
        foreach (bool reversed in (bool[])(scenario.Reversed == true ? [false, true] : [false]))
            foreach (bool amplified in (bool[])(scenario.Amplified == true ? [false, true] : [false]))
            {
                if (scenario.Scope == StressScope.All)
                    yield return new StressMove(scenario, amplified, reversed, null);
                else
                    foreach (Currency member in members)
                        yield return new StressMove(scenario, amplified, reversed, member);
            }
    }
}
