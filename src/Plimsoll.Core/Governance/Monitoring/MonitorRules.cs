using System.Collections.Immutable;
using System.Globalization;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Governance.Monitoring;

/// <summary>How margins are watched: levels, windows, alerts and what they lead to.</summary>
public sealed record MonitorRules
{
    /// <summary>Tail probability of the VaR and ES watched.</summary>
    [Parameter("Tail probability of the VaR and ES watched", Unit = "fraction", Minimum = 0.0001, Maximum = 0.5)]
    public required double TailProbability { get; init; }

    /// <summary>Latest observations that coverage, clustering and inputs are judged by.</summary>
    [Parameter("Latest observations that coverage, clustering and inputs are judged by", Unit = "observations", Minimum = 20, Maximum = 10000)]
    public required int Window { get; init; }

    /// <summary>Observations before which coverage, clustering and inputs are not judged; the bet against VaR and ES is, from the first on.</summary>
    [Parameter("Observations before which coverage, clustering and inputs are not judged", Unit = "observations", Minimum = 1, Maximum = 10000)]
    public required int Fewest { get; init; }

    /// <summary>Share of wealth bet on each observation.</summary>
    [Parameter("Share of wealth bet on each observation", Unit = "fraction", Minimum = 0.001, Maximum = 0.99)]
    public required double Bet { get; init; }

    /// <summary>Mean of ln(realised / forecast variance) of a good forecast; −1.27 of one squared normal return.</summary>
    [Parameter("Mean of the log ratio of realised to forecast variance under a good forecast", Unit = "log fraction", Minimum = -10, Maximum = 10)]
    public required double LogRatioMean { get; init; }

    /// <summary>Its standard deviation; 2.22 of one squared normal return.</summary>
    [Parameter("Standard deviation of that log ratio", Unit = "log fraction", Minimum = 0.01, Maximum = 20)]
    public required double LogRatioDeviation { get; init; }

    /// <summary>k of the CUSUM, in standard deviations.</summary>
    [Parameter("Slack of the CUSUM", Unit = "standard deviations", Minimum = 0, Maximum = 5)]
    public required double CusumSlack { get; init; }

    /// <summary>Observations for which a better level must have been called for before an alert steps down by one.</summary>
    [Parameter("Observations for which a better level must have been called for", Unit = "observations", Minimum = 1, Maximum = 1000)]
    public required int Calm { get; init; }

    /// <summary>Share of core added while an alert is amber or red.</summary>
    [Parameter("Share of core risk added while an alert is amber or red", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double Uncertainty { get; init; }

    /// <summary>Confidence of the intervals of coverage.</summary>
    [Parameter("Confidence of the intervals of coverage", Unit = "fraction", Minimum = 0.5, Maximum = 0.9999)]
    public required double Confidence { get; init; }

    /// <summary>The alerts: at most one rule a measure; a measure without is shown and raises none.</summary>
    [Parameter("Alerts: at most one rule a measure")]
    public required ImmutableArray<AlertRule> Alerts { get; init; }

    /// <summary>The inputs watched; may be empty.</summary>
    [Parameter("Inputs whose spread is watched")]
    public required ImmutableArray<InputRule> Inputs { get; init; }

    /// <summary>Starting values: the Basel zones, wealth 20 and 100, CUSUM 5 and 10, stability 0.10 and 0.25.</summary>
    public static MonitorRules Default { get; } = new()
    {
        TailProbability = 0.01, Window = 500, Fewest = 100, Bet = 0.05, LogRatioMean = -1.27, LogRatioDeviation = 2.22, CusumSlack = 0.5, Calm = 20, Uncertainty = 0.1, Confidence = 0.95,
        Alerts =
        [
            new() { Measure = AlertMeasure.Coverage, Amber = 0.95, AmberUntil = 0.9, Red = 0.9999, RedUntil = 0.999 },
            new() { Measure = AlertMeasure.Clustering, Amber = 0.01, AmberUntil = 0.05, Red = 0.0001, RedUntil = 0.001 },
            new() { Measure = AlertMeasure.Shortfall, Amber = 20, AmberUntil = 5, Red = 100, RedUntil = 20 },
            new() { Measure = AlertMeasure.VolatilityDrift, Amber = 5, AmberUntil = 2.5, Red = 10, RedUntil = 5 },
            new() { Measure = AlertMeasure.InputDrift, Amber = 0.1, AmberUntil = 0.08, Red = 0.25, RedUntil = 0.2 },
        ],
        Inputs = [],
    };

    /// <summary>The rule of a measure; null where it raises no alert.</summary>
    public AlertRule? Of(AlertMeasure measure) => Alerts.FirstOrDefault(rule => rule.Measure == measure);

    /// <summary>Everything wrong with the rules.</summary>
    public ImmutableArray<Problem> Problems()
    {
        var checks = new Checks();
        checks.Within("tailProbability", TailProbability, 0.0001, 0.5, "1 % is 0.01.");
        checks.Within("window", Window, 20, 10_000, "500 is usual.");
        checks.That(Fewest >= 1 && Fewest <= Window, "fewest", $"{Fewest} is not within 1 and the window of {Window}.");
        checks.Within("bet", Bet, 0.001, 0.99, "5 % is 0.05.");
        checks.Within("logRatioMean", LogRatioMean, -10, 10, "-1.27 is that of one squared normal return.");
        checks.Within("logRatioDeviation", LogRatioDeviation, 0.01, 20, "2.22 is that of one squared normal return.");
        checks.Within("cusumSlack", CusumSlack, 0, 5, "0.5 is usual.");
        checks.Within("calm", Calm, 1, 1000, "20 is usual.");
        checks.Within("uncertainty", Uncertainty, 0, 1, "10 % is 0.1.");
        checks.Within("confidence", Confidence, 0.5, 0.9999, "0.95 is usual.");
        for (int i = 0; i < Alerts.Length; i++)
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"alerts[{i}]");
            checks.That(Alerts.Take(i).All(other => other.Measure != Alerts[i].Measure), $"{place}.measure", $"{Alerts[i].Measure} is there twice; give each measure one rule.");
            Alerts[i].Check(checks, place);
        }

        for (int i = 0; i < Inputs.Length; i++)
        {
            (InputRule input, string place) = (Inputs[i], string.Create(CultureInfo.InvariantCulture, $"inputs[{i}]"));
            checks.That(!string.IsNullOrWhiteSpace(input.Name) && Inputs.Take(i).All(other => other.Name != input.Name), $"{place}.name", "The name is missing or there twice.");
            checks.That(input.Edges.Length > 0 && input.Edges.Zip(input.Edges.Skip(1)).All(pair => pair.First < pair.Second), $"{place}.edges", "There is none, or they do not rise.");
            checks.That(input.Expected.Length == input.Edges.Length + 1 && input.Expected.All(share => share > 0) && Math.Abs(input.Expected.Sum() - 1) < 1e-6, $"{place}.expected", $"Give {input.Edges.Length + 1} shares above 0 that sum to 1.");
        }

        return checks.Problems;
    }
}
