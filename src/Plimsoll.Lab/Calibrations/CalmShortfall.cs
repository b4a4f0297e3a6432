namespace Plimsoll.Lab.Calibrations;

/// <summary>The core expected shortfall of an outright position at its calmest.</summary>
/// <param name="Long">Of a position bought, fraction of notional.</param>
/// <param name="Short">Of a position sold.</param>
/// <param name="IsMeasured">Whether members were recorded; else it leans on the class above.</param>
internal readonly record struct CalmShortfall(double Long, double Short, bool IsMeasured)
{
    /// <summary>What the next class is taken to need where none of it was recorded: a quarter more, by judgement.</summary>
    public const double Step = 1.25;

    /// <summary>Of the side that a move takes from.</summary>
    public double Losing(double move) => move < 0 ? Long : Short;
}
