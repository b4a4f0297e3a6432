namespace Plimsoll.Validation;

/// <summary>A statistic of a test of expected shortfall; each is 0 in expectation or near it, and below 0 where risk was understated.</summary>
public enum ShortfallStatistic
{
    /// <summary>Severity given a breach; its law is that of series with at least one.</summary>
    Z1 = 1,

    /// <summary>Frequency and severity at once.</summary>
    Z2 = 2,

    /// <summary>The minimally biased ridge statistic, relative to ES.</summary>
    MinimumBias = 3,
}
