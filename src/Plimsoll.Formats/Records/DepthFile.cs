using System.Text.RegularExpressions;
using Plimsoll.Calibration;

namespace Plimsoll.Formats;

/// <summary>Reads a history of depth.</summary>
internal static partial class DepthFile
{
    /// <summary>The history; null, with a problem, when the name or the table is unusable, or without one when it holds nothing yet.</summary>
    public static DepthHistory? Read(string path, Timestamp until, List<Problem> problems)
    {
        string name = Path.GetFileName(path);
        if (Pattern().Match(name) is not { Success: true } match || !Currency.TryParse(match.Groups["base"].Value, out Currency asset))
        {
            problems.Add(new Problem(name, "the name does not say which market it is of; name the file BASE-QUOTE.VENUE-perp.depth1pct.8h.csv."));
            return null;
        }

        if (RecordTable.Read(InputFile.Read(path), ["bid_depth", "ask_depth"], double.Epsilon, skip: true, until, problems) is not { Times.Length: > 0 } table) return null;
        return new DepthHistory
        {
            Asset = asset, Venue = match.Groups["venue"].Value, Within = double.Parse(match.Groups["within"].Value, CultureInfo.InvariantCulture) / 100, Step = TimeSpan.FromHours(int.Parse(match.Groups["hours"].Value, CultureInfo.InvariantCulture)),
            Times = table.Times, Bids = table.Columns[0], Asks = table.Columns[1],
        };
    }

    [GeneratedRegex(@"^(?<base>[A-Za-z0-9]+)-[A-Za-z0-9]+\.(?<venue>[A-Za-z0-9_-]+)-(?:spot|perp)\.depth(?<within>[0-9]{1,2}(?:\.[0-9]{1,3})?)pct\.(?<hours>[1-9][0-9]{0,2})h\.csv(?:\.gz)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
