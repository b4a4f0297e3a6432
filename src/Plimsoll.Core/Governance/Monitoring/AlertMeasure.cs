namespace Plimsoll.Governance.Monitoring;

/// <summary>What an alert is told by.</summary>
public enum AlertMeasure
{
    /// <summary>Too many breaches in the window: P(X ≤ x) of the traffic light, in [0, 1]; high is bad.</summary>
    Coverage = 1,

    /// <summary>Breaches follow breaches: p-value of Christoffersen's test over the window; low is bad.</summary>
    Clustering = 2,

    /// <summary>Losses beyond VaR greater than forecast: wealth of the bet against VaR and ES; high is bad.</summary>
    Shortfall = 3,

    /// <summary>Realised volatility away from its forecast, either way: the greater CUSUM of the standardised log ratio; high is bad.</summary>
    VolatilityDrift = 4,

    /// <summary>Inputs unlike those at the fit: the greatest population stability index; high is bad.</summary>
    InputDrift = 5,
}

/// <summary>How bad it is, in order.</summary>
public enum AlertLevel
{
    /// <summary>Nothing to do.</summary>
    Green = 0,

    /// <summary>The model is on watch: an add-on for its uncertainty, the cause is looked for.</summary>
    Amber = 1,

    /// <summary>The model is presumed wrong: margins fall back.</summary>
    Red = 2,
}
