namespace Plimsoll.Volatility;

/// <summary>Ways to a volatility from bars; their efficiency against close-to-close is that of a driftless diffusion.</summary>
public enum RangeEstimator
{
    /// <summary>Standard deviation of the log returns of closes, about their mean.</summary>
    CloseToClose = 0,

    /// <summary>ln²(H/L) / (4 ln 2): 5.2 times as efficient, biased by drift.</summary>
    Parkinson = 1,

    /// <summary>½ ln²(H/L) − (2 ln 2 − 1) ln²(C/O): 7.4 times, biased by drift.</summary>
    GarmanKlass = 2,

    /// <summary>Garman–Klass with the jump from the close before to the open.</summary>
    GarmanKlassYangZhang = 3,

    /// <summary>ln(H/C) ln(H/O) + ln(L/C) ln(L/O): 6 times, whatever the drift. The choice for markets that never close.</summary>
    RogersSatchell = 4,

    /// <summary>Overnight + k · open-to-close + (1 − k) · Rogers–Satchell: up to 14 times, whatever the drift.</summary>
    YangZhang = 5,
}
