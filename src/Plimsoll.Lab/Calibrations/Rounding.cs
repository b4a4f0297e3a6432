namespace Plimsoll.Lab.Calibrations;

/// <summary>Rounds estimates to the numbers a rulebook holds, always to the safe side.</summary>
internal static class Rounding
{
    /// <summary>Down to so many significant digits: 28,243,113 with two is 28,000,000.</summary>
    public static double Down(double value, int digits = 2)
    {
        if (value <= 0) return 0;
        double unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - digits + 1);
        return Clean(Math.Floor((value / unit) + 1e-9) * unit);
    }

    /// <summary>Up to a whole number of steps.</summary>
    public static double UpTo(double value, double step) => Clean(Math.Ceiling((value / step) - 1e-9) * step);

    /// <summary>Down to a whole number of steps.</summary>
    public static double DownTo(double value, double step) => Clean(Math.Floor((value / step) + 1e-9) * step);

    // 0.30000000000000004 is no number for a rulebook.
    private static double Clean(double value) => (double)Math.Round((decimal)value, 9);
}
