using System.Collections.Immutable;
using System.Globalization;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Governance.Classes;

/// <summary>How accounts are scored from 0 (least risk) to 100 and put into classes.</summary>
public sealed record AccountScoreRules
{
    /// <summary>The factors, one of each fact.</summary>
    [Parameter("Factors of the score, one of each fact")]
    public required ImmutableArray<ScoreFactor> Factors { get; init; }

    /// <summary>The classes, best first.</summary>
    [Parameter("Classes, best first")]
    public required ImmutableArray<AccountClass> Classes { get; init; }

    /// <summary>A better class is reached only that far below the score at which the class held begins.</summary>
    [Parameter("Points below the beginning of the class held at which a better one is called for", Unit = "points", Minimum = 0, Maximum = 50)]
    public required double Hysteresis { get; init; }

    /// <summary>For how long a better class must have been called for.</summary>
    [Parameter("Time for which a better class must have been called for")]
    public required TimeSpan Promotion { get; init; }

    /// <summary>Time after which a margin call or liquidation counts half.</summary>
    [Parameter("Time after which a margin call or liquidation counts half")]
    public required TimeSpan HistoryHalfLife { get; init; }

    /// <summary>Starting values, set by judgement.</summary>
    public static AccountScoreRules Default { get; } = new()
    {
        Factors =
        [
            new() { Fact = ScoreFact.Leverage, Weight = 30, From = 2, To = 20 }, new() { Fact = ScoreFact.Concentration, Weight = 10, From = 0.5, To = 1 },
            new() { Fact = ScoreFact.CapacityShare, Weight = 20, From = 0.1, To = 1 }, new() { Fact = ScoreFact.MarginCalls, Weight = 10, From = 0, To = 4 },
            new() { Fact = ScoreFact.Liquidations, Weight = 20, From = 0, To = 2 }, new() { Fact = ScoreFact.Loss, Weight = 10, From = 0.1, To = 0.5 },
        ],
        Classes =
        [
            new() { Name = "A", From = 0, Factor = 1 }, new() { Name = "B", From = 25, Factor = 1.05 }, new() { Name = "C", From = 50, Factor = 1.15 }, new() { Name = "D", From = 75, Factor = 1.3 },
        ],
        Hysteresis = 5, Promotion = TimeSpan.FromDays(30), HistoryHalfLife = TimeSpan.FromDays(90),
    };

    /// <summary>Everything wrong with the rules.</summary>
    public ImmutableArray<Problem> Problems()
    {
        var checks = new Checks();
        double weights = 0;
        for (int i = 0; i < Factors.Length; i++)
        {
            (ScoreFactor here, string place) = (Factors[i], Text($"factors[{i}]"));
            weights += here.Weight;
            checks.Within($"{place}.weight", here.Weight, 0, 100, "write the points at most.");
            checks.That(Factors.Take(i).All(other => other.Fact != here.Fact), $"{place}.fact", $"{here.Fact} is there twice; give each fact one factor.");
            checks.That(here.From >= 0 && here.To > here.From && double.IsFinite(here.To), $"{place}.to", Text($"{here.To:R} is not above {here.From:R}; points rise from the one to the other."));
        }

        checks.That(Math.Abs(weights - 100) < 1e-9, "factors", Text($"The weights sum to {weights:R}; make it 100."));
        checks.That(Classes.Length > 0 && Classes[0].From == 0, "classes", "There is none, or the best does not begin at 0.");
        for (int i = 0; i < Classes.Length; i++)
        {
            (AccountClass here, string place) = (Classes[i], Text($"classes[{i}]"));
            checks.Within($"{place}.factor", here.Factor, 1, 10, "for 5 % more write 1.05.");
            checks.That(!string.IsNullOrWhiteSpace(here.Name) && Classes.Take(i).All(other => other.Name != here.Name), $"{place}.name", "The name is missing or there twice.");
            if (i == 0) continue;
            checks.That(here.From > Classes[i - 1].From && here.From <= 100, $"{place}.from", Text($"{here.From:R} is not above {Classes[i - 1].From:R} of the better class, or above 100."));
            checks.That(here.Factor >= Classes[i - 1].Factor, $"{place}.factor", Text($"{here.Factor:R} is below {Classes[i - 1].Factor:R} of the better class; a worse class never asks less."));
        }

        checks.Within("hysteresis", Hysteresis, 0, 50, "5 points are usual.");
        checks.NotNegative("promotion", Promotion, "30d is usual.");
        checks.Positive("historyHalfLife", HistoryHalfLife, "90d is usual.");
        return checks.Problems;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
