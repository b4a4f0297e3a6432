namespace Plimsoll.Lab.Calibrations;

/// <summary>Parameters of the core that are tried.</summary>
/// <param name="Decay">λ of the variance, per day.</param>
/// <param name="Rescaling">w of the rescaling.</param>
/// <param name="WindowDays">Days of joint returns.</param>
public readonly record struct CoreCandidate(double Decay, double Rescaling, int WindowDays)
{
    /// <summary>As a table shows it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"λ {Decay}, w {Rescaling}, {WindowDays} days");
}
