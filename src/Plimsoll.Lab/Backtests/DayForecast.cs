namespace Plimsoll.Lab.Backtests;

/// <summary>What one set of rules said of one book at one close, as fractions of gross notional; NaN where it says nothing.</summary>
/// <param name="InitialVar">VaR at 1 %.</param>
/// <param name="InitialShortfall">Expected shortfall at 1 %.</param>
/// <param name="MaintenanceVar">VaR at 2.5 %.</param>
/// <param name="MaintenanceShortfall">Expected shortfall at 2.5 %.</param>
/// <param name="Initial">Initial margin charged.</param>
/// <param name="Maintenance">Maintenance margin charged.</param>
/// <param name="MarketRisk">The part of the initial margin that is market risk, offsets and broken correlations included; NaN where the rules do not say.</param>
internal readonly record struct DayForecast(double InitialVar, double InitialShortfall, double MaintenanceVar, double MaintenanceShortfall, double Initial, double Maintenance, double MarketRisk)
{
    // Below this an expected shortfall is rounding: nothing that can be scored.
    private const double Least = 1e-9;

    /// <summary>Whether a VaR and expected shortfall at 1 % were forecast.</summary>
    public bool HasInitial => InitialShortfall > Least;

    /// <summary>Whether a VaR and expected shortfall at 2.5 % were forecast.</summary>
    public bool HasMaintenance => MaintenanceShortfall > Least;

    /// <summary>Nothing.</summary>
    public static DayForecast None { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
}
