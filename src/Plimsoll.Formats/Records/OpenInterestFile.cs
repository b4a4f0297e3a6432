using System.Text.RegularExpressions;
using Plimsoll.Calibration;

namespace Plimsoll.Formats;

/// <summary>Reads a history of open interest.</summary>
internal static partial class OpenInterestFile
{
    /// <summary>The history; null, with a problem, when the name or the table is unusable, or without one when it holds nothing yet.</summary>
    public static OpenInterestHistory? Read(string path, Timestamp until, List<Problem> problems)
    {
        string name = Path.GetFileName(path);
        if (Pattern().Match(name) is not { Success: true } match || !Currency.TryParse(match.Groups["base"].Value, out Currency asset))
        {
            problems.Add(new Problem(name, "the name does not say which market it is of; name the file BASE-QUOTE.VENUE-perp.oi.1h.csv."));
            return null;
        }

        if (RecordTable.Read(InputFile.Read(path), ["open_interest"], 0, skip: true, until, problems) is not { Times.Length: > 0 } table) return null;
        return new OpenInterestHistory { Asset = asset, Venue = match.Groups["venue"].Value, Times = table.Times, Coins = table.Columns[0] };
    }

    [GeneratedRegex(@"^(?<base>[A-Za-z0-9]+)-[A-Za-z0-9]+\.(?<venue>[A-Za-z0-9_-]+)-perp\.oi\.[1-9][0-9]{0,3}[mhd]\.csv(?:\.gz)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
