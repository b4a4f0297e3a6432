using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>A line before it is rounded to money.</summary>
/// <param name="Component">What it is for.</param>
/// <param name="Subject">What it concerns.</param>
/// <param name="Initial">Part of the initial margin, US dollars.</param>
/// <param name="Maintenance">Part of the maintenance margin, US dollars.</param>
/// <param name="Evidence">Why.</param>
/// <param name="Lines">What it is made of; empty or parts that sum to it.</param>
internal sealed record LineEstimate(MarginComponent Component, string Subject, double Initial, double Maintenance, Evidence Evidence, ImmutableArray<LineEstimate> Lines)
{
    /// <summary>A line without parts.</summary>
    public LineEstimate(MarginComponent component, string subject, double initial, double maintenance, Evidence evidence)
        : this(component, subject, initial, maintenance, evidence, []) { }

    /// <summary>The line in money: rounded up, its parts by largest remainder so that they sum to it.</summary>
    public MarginLine Round(Currency currency) =>
        Round(currency, Money.RequirementFromEstimate(Initial, currency), Money.RequirementFromEstimate(Maintenance, currency));

    private MarginLine Round(Currency currency, Money initial, Money maintenance)
    {
        Money[] initials = Shares(initial, [.. Lines.Select(line => line.Initial)]), maintenances = Shares(maintenance, [.. Lines.Select(line => line.Maintenance)]);
        return new MarginLine(Component, Subject, initial, maintenance, Evidence, [.. Lines.Select((line, i) => line.Round(currency, initials[i], maintenances[i]))]);
    }

    /// <summary>Divides money in proportion to estimates that sum to it but for rounding: each is rounded down, and the minor units left go to the largest remainders.</summary>
    public static Money[] Shares(Money total, ReadOnlySpan<double> estimates)
    {
        if (estimates.IsEmpty) return [];
        var shares = new Money[estimates.Length];
        var remainders = new (double Left, int Index)[estimates.Length];
        decimal unit = 1m;
        for (int i = 0; i < total.Currency.MinorUnits; i++) unit /= 10m;
        Money left = total;
        for (int i = 0; i < shares.Length; i++)
        {
            shares[i] = Money.CollateralFromEstimate(estimates[i], total.Currency);
            left -= shares[i];
            remainders[i] = (((double)shares[i].Amount - estimates[i]), i);
        }

        Array.Sort(remainders);
        decimal units = left.Amount / unit, each = Math.Truncate(units / shares.Length);
        int over = (int)(units - (each * shares.Length));
        for (int i = 0; i < shares.Length; i++) shares[remainders[i].Index] += Money.Of(each * unit, total.Currency);
        for (int i = 0; i < Math.Abs(over); i++) shares[remainders[over > 0 ? i : ^(i + 1)].Index] += Money.Of(Math.Sign(over) * unit, total.Currency);
        return shares;
    }
}
