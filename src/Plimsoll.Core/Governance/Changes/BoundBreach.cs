namespace Plimsoll.Governance.Changes;

/// <summary>Why a change does not pass without a proposal.</summary>
public enum BoundReason
{
    /// <summary>No bound is approved for the parameter, or it is new or gone.</summary>
    NotBounded = 1,

    /// <summary>It is no number before or after.</summary>
    NotANumber = 2,

    /// <summary>The new value is below the least.</summary>
    BelowLeast = 3,

    /// <summary>The new value is above the greatest.</summary>
    AboveGreatest = 4,

    /// <summary>The step is greater than one change may be.</summary>
    StepTooGreat = 5,

    /// <summary>The parameter changed too short a time ago.</summary>
    TooSoon = 6,
}

/// <summary>One parameter that goes beyond its bound.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Reason">How.</param>
/// <param name="Message">What was found and what is allowed.</param>
public sealed record BoundBreach(string Path, BoundReason Reason, string Message);
