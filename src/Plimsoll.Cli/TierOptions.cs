using System.Collections.Immutable;
using System.CommandLine;
using Plimsoll.Formats;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Cli;

/// <summary>Tier tables that a person gives with --tiers, and the rulebooks that take them.</summary>
internal sealed class TierOptions
{
    private readonly Option<string[]> tiers = new("--tiers")
    {
        HelpName = "[NAME=]FILE",
        Description = "Margin tiers of a venue (ccxt, freqtrade, Binance, OKX or Bybit JSON) in place of those of the rulebooks they fit, or of the one named; may be repeated",
    };

    /// <summary>Adds the option to a verb.</summary>
    public void AddTo(Command command) => command.Options.Add(tiers);

    /// <summary>Reads the files.</summary>
    /// <exception cref="InvalidInputException">One cannot be read.</exception>
    public GivenTiers Read(Invocation run, ParseResult parsed)
    {
        var files = ImmutableArray.CreateBuilder<(string?, TierFile)>();
        foreach (string text in parsed.GetValue(tiers) ?? [])
        {
            // "=" may stand in a path too; before the first one stands a rulebook's name where there is no such file.
            int sign = File.Exists(text) ? -1 : text.IndexOf('=', StringComparison.Ordinal);
            TierFile file = run.During("reading the tiers", () => TierTableFile.Read(text[(sign + 1)..]));
            foreach (Problem exception in file.Exceptions) run.Say(exception.ToString());
            files.Add((sign > 0 ? text[..sign] : null, file));
        }

        return new GivenTiers(run, files.ToImmutable());
    }
}

/// <summary>Tier tables in files, each for one rulebook by name or for every one that it fits.</summary>
/// <param name="run">Where the person is told what was used.</param>
/// <param name="files">The files with the names of rulebooks.</param>
internal sealed class GivenTiers(Invocation run, ImmutableArray<(string? Rulebook, TierFile File)> files)
{
    private readonly HashSet<TierFile> used = [];
    private readonly List<string> reasons = [];

    /// <summary>A rulebook with the tables that fit it.</summary>
    /// <exception cref="InvalidInputException">With them it contradicts itself.</exception>
    public Rulebook PutInto(Rulebook rulebook)
    {
        foreach ((string? name, TierFile file) in files)
        {
            if (name is not null && name != rulebook.Name && name != $"{rulebook.Name}@{rulebook.Version}") continue;
            TierMerge merge = TierMerge.Into(rulebook, file, anyVenue: name is not null);
            string left = string.Join("; ", merge.LeftOut.GroupBy(one => one.Reason).Select(group => $"{Some([.. group.Select(one => one.Table.Symbol.ToString())])}: {group.Key}"));
            if (merge.Used.IsEmpty) reasons.Add($"{file.Name}: {left}");
            else
            {
                used.Add(file);
                run.Say($"{merge.Rulebook.Name}@{merge.Rulebook.Version}: tiers of {merge.Used.Length} of {file.Tables.Length} instruments are from {file.Name}{(left.Length > 0 ? $"; left out: {left}" : "")}");
            }

            rulebook = merge.Rulebook;
        }

        return rulebook;
    }

    /// <summary>Refuses a file that no rulebook took anything of; a person who gave it expects it to count.</summary>
    /// <exception cref="InvalidInputException">There is one.</exception>
    public void Check()
    {
        Problem[] unused = [.. files.Where(given => !used.Contains(given.File)).Select(given => new Problem(
            "--tiers", $"{given.File.Name} fits no rulebook asked for{Why(given)}; name one that margins by tiers, as --rulebook binance-usdm, or put the tables into a certain one with --tiers NAME={given.File.Name}."))];
        if (unused.Length > 0) throw new InvalidInputException(unused);
    }

    private string Why((string? Rulebook, TierFile File) given)
    {
        string[] told = [.. reasons.Where(reason => reason.StartsWith(given.File.Name + ": ", StringComparison.Ordinal)).Select(reason => reason[(given.File.Name.Length + 2)..]).Distinct()];
        return told.Length > 0 ? $" ({string.Join("; ", told.Take(4))}{(told.Length > 4 ? "; …" : "")})" : given.Rulebook is { } name ? $" ({name} is not among them)" : "";
    }

    private static string Some(string[] symbols) => symbols.Length <= 3 ? string.Join(", ", symbols) : $"{string.Join(", ", symbols.Take(2))} and {symbols.Length - 2} more";
}
