using Plimsoll.Parameters;

namespace Plimsoll.Models.Derive;

/// <summary>How an account below maintenance margin is auctioned.</summary>
public sealed record DutchAuctionParameters
{
    /// <summary>Part of the mark-to-market value asked at the start.</summary>
    [Parameter("Part of the mark-to-market value asked at the start", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double StartingMtmPct { get; init; }

    /// <summary>Part asked at the end of the fast auction.</summary>
    [Parameter("Part of the mark-to-market value asked at the end of the fast auction", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double FastCutoffPct { get; init; }

    /// <summary>Length of the fast auction.</summary>
    [Parameter("Length of the fast auction", Unit = "seconds", Minimum = 0, Maximum = 604800)]
    public required double FastLengthSec { get; init; }

    /// <summary>Length of the slow auction, at whose end nothing is asked.</summary>
    [Parameter("Length of the slow auction, at whose end nothing is asked", Unit = "seconds", Minimum = 1, Maximum = 604800)]
    public required double SlowLengthSec { get; init; }

    /// <summary>Length of the insolvent auction, at whose end all of the missing maintenance margin is paid out.</summary>
    [Parameter("Length of the insolvent auction, at whose end the missing maintenance margin is paid out in full", Unit = "seconds", Minimum = 1, Maximum = 604800)]
    public double? InsolventLengthSec { get; init; }

    /// <summary>Part of the requirement by which the account must exceed maintenance margin for the auction to end.</summary>
    [Parameter("Part of the requirement by which an account must exceed maintenance margin for the auction to end", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double BufferMarginPct { get; init; }

    /// <summary>Mark-to-market value below which the whole account may be bought; 0 where it is not said.</summary>
    [Parameter("Mark-to-market value below which the whole account may be bought", Unit = "USDC", Minimum = 0)]
    public double? MtmCutoff { get; init; }
}
