using Plimsoll.Market;

namespace Plimsoll.Formats;

/// <summary>Reads recorded option chains, every snapshot of every file.</summary>
/// <remarks>Files are <c>BASE.venue-chain.*.csv[.gz]</c> with the columns of a Deribit options chain; others are left alone.</remarks>
public static class OptionChainFolder
{
    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder; folders in it are not entered.</param>
    /// <param name="bases">The coins wanted.</param>
    /// <returns>One market a snapshot: options, and the index of the coin; in order of time.</returns>
    /// <exception cref="InvalidInputException">There is no such folder or rows are broken; carries every problem.</exception>
    public static ImmutableArray<MarketSnapshot> Read(string folder, IReadOnlyCollection<Currency> bases)
    {
        ArgumentNullException.ThrowIfNull(bases);
        if (!Directory.Exists(folder)) throw new InvalidInputException([new Problem(folder, "there is no such folder; name the folder of the option chains.")]);
        string[] files =
        [
            .. Directory.EnumerateFiles(folder).Where(path => Path.GetFileName(path).Split('.') is [var coin, var source, .., var end] && source.EndsWith("-chain", StringComparison.Ordinal) && end is "csv" or "gz"
                && Path.GetFileName(path).Split('.')[1].EndsWith("-chain", StringComparison.Ordinal) && Currency.TryParse(Path.GetFileName(path).Split('.')[0], out Currency of) && bases.Contains(of)).Order(StringComparer.Ordinal),
        ];
        var read = new ImmutableArray<MarketSnapshot>[files.Length];
        var problems = new ImmutableArray<Problem>[files.Length];
        Parallel.For(0, files.Length, i =>
        {
            (read[i], problems[i]) = ([], []);
            try
            {
                InputFile file = InputFile.Read(files[i]);
                read[i] = OptionChainCsv.ReadAll(file.Text, file.Name);
            }
            catch (InvalidInputException invalid)
            {
                problems[i] = invalid.Problems;
            }
        });
        if (problems.Any(found => !found.IsEmpty)) throw new InvalidInputException([.. problems.SelectMany(found => found)]);
        return [.. read.SelectMany(markets => markets).OrderBy(market => market.AsOf)];
    }
}
