using System.Collections.Immutable;
using Plimsoll.Validation;

namespace Plimsoll.Governance.Monitoring;

/// <summary>What the latest observations say.</summary>
/// <param name="Count">Breaches and their transitions over the window.</param>
/// <param name="Kupiec">Proportion of failures over the window.</param>
/// <param name="Independence">Christoffersen's test over the window.</param>
/// <param name="Light">Traffic light over the window.</param>
/// <param name="Wilson">Interval of the breach rate over the window.</param>
/// <param name="ClopperPearson">The exact interval likewise.</param>
/// <param name="Wealth">Of the bet against VaR and ES.</param>
/// <param name="VolatilityAbove">CUSUM of volatility above its forecast, standard deviations.</param>
/// <param name="VolatilityBelow">CUSUM of volatility below its forecast.</param>
/// <param name="Stability">Population stability index of each input; null where it has too few values.</param>
public sealed record MonitorFigures(
    BreachCount Count, TestResult Kupiec, TestResult Independence, TrafficLight Light, CoverageInterval Wilson, CoverageInterval ClopperPearson, double Wealth,
    double VolatilityAbove, double VolatilityBelow, ImmutableArray<double?> Stability);

/// <summary>What alerts lead to.</summary>
/// <param name="Level">The worst of the alerts.</param>
/// <param name="Uncertainty">Share of core added to the requirement: 0 while all is green.</param>
/// <param name="FallsBack">Whether the requirement is the greater of core and stressed.</param>
/// <param name="Causes">The alerts at that level; empty while all is green.</param>
public sealed record MonitorConsequence(AlertLevel Level, double Uncertainty, bool FallsBack, ImmutableArray<AlertMeasure> Causes);

/// <summary>What one observation did.</summary>
/// <param name="State">The state after it.</param>
/// <param name="Figures">What the latest observations say.</param>
/// <param name="Changes">Alerts that changed.</param>
/// <param name="Consequence">What the alerts lead to.</param>
public sealed record MonitorStep(MonitorState State, MonitorFigures Figures, ImmutableArray<AlertChange> Changes, MonitorConsequence Consequence);
