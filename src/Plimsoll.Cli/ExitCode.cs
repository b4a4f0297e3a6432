namespace Plimsoll.Cli;

/// <summary>What the program ends with.</summary>
internal static class ExitCode
{
    /// <summary>Done. A liquidation status is an answer, not a fault.</summary>
    public const int Done = 0;

    /// <summary>A fault of the program.</summary>
    public const int Fault = 1;

    /// <summary>The request or its input is wrong; every problem was listed.</summary>
    public const int BadRequest = 2;

    /// <summary>The answer is no: an account that cannot be computed, an order refused.</summary>
    public const int No = 3;
}
