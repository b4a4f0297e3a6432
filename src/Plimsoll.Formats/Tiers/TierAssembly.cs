using Plimsoll.Models.Blocks;

namespace Plimsoll.Formats;

/// <summary>Puts the rows of each instrument in order and checks them: tiers follow each other without gap, rates never fall, printed deductions follow from the rates.</summary>
internal static class TierAssembly
{
    // Venues compute in floating point and print what comes out; beyond this part of the margin a difference is one.
    private const decimal Rounding = 1e-9m;

    /// <summary>The tables, in the order of the file.</summary>
    /// <param name="drafts">What was read.</param>
    /// <param name="problems">Where go what keeps rows from being a table.</param>
    /// <param name="exceptions">Where go printed deductions that the rates contradict.</param>
    public static ImmutableArray<SymbolTiers> Build(List<TierDraft> drafts, ProblemList problems, ProblemList exceptions)
    {
        var tables = ImmutableArray.CreateBuilder<SymbolTiers>();
        var first = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (TierDraft draft in drafts)
        {
            if (!first.TryAdd(draft.Symbol.ToString(), draft.At))
                problems.Add(draft.At, $"{draft.Symbol} stands here a second time (first on line {first[draft.Symbol.ToString()].Line}); keep one of them.");
            if (draft.Rows.Contains(null)) continue;
            TierRowDraft[] rows = [.. draft.Rows.OfType<TierRowDraft>().OrderBy(row => row.Cap ?? decimal.MaxValue)];
            if (rows.Length == 0)
            {
                if (problems.Count == 0) exceptions.Add(draft.At, $"{draft.Symbol} has no tiers; it is left out.");
                continue;
            }

            Check(rows, draft, problems);
            if (problems.Count > 0) continue;
            var table = new SymbolTiers(draft.Symbol, draft.Reading, draft.Size,
                [.. rows.Select((row, k) => new TierRow(k == 0 ? 0m : rows[k - 1].Cap!.Value, row.Cap, row.Maintenance, row.Initial, row.Leverage, row.Deduction))]) { Venue = draft.Venue, WholeFamily = draft.WholeFamily };
            if (draft.Reading == TierReading.Marginal) CheckDeductions(table, rows, exceptions);
            tables.Add(table);
        }

        return tables.ToImmutable();
    }

    private static void Check(TierRowDraft[] rows, TierDraft draft, ProblemList problems)
    {
        for (int k = 0; k < rows.Length; k++)
        {
            TierRowDraft row = rows[k];
            decimal? below = k == 0 ? 0m : rows[k - 1].Cap;
            if (below is not { } begins) Add(row, "it has no upper end, and so has the tier before; only the last tier goes on without end.");
            else
            {
                // A table in whole contracts may print the first contract of a tier in place of the last of the one before.
                bool follows = row.Floor is not { } floor || floor == begins || (draft.Size == TierSize.Contracts && floor > begins && floor <= begins + 1m);
                if (!follows) Add(row, $"it begins at {Text(row.Floor!.Value)}, and {(k == 0 ? "the first tier begins at 0" : $"the one before ends at {Text(begins)}")}; tiers follow each other without gap: write {Text(begins)}.");
                else if (row.Cap <= begins) Add(row, $"it ends at {Text(row.Cap.Value)}, which is not above {Text(begins)}, where it begins; write each tier once, with its upper end.");
            }

            if (row.Initial <= 0m) Add(row, "its initial margin rate is 0, which no leverage gives; write a fraction above 0.");
            if (row.Maintenance > row.Initial) Add(row, $"its maintenance rate {Text(row.Maintenance)} is above its initial rate {Text(row.Initial)}{(row.Leverage is { } most ? $" (leverage {Text(most)})" : "")}; rates are fractions, 0.5 % is 0.005.");
            if (k == 0) continue;
            if (row.Maintenance < rows[k - 1].Maintenance) Add(row, $"its maintenance rate {Text(row.Maintenance)} is below {Text(rows[k - 1].Maintenance)} of the tier before; a larger size never has a lower rate.");
            if (row.Initial < rows[k - 1].Initial) Add(row, $"its initial rate {Text(row.Initial)} is below {Text(rows[k - 1].Initial)} of the tier before; a larger size never has a greater leverage.");
        }

        void Add(TierRowDraft row, string message) => problems.Add(row.Node, $"{draft.Symbol}: {message}");
    }

    private static void CheckDeductions(SymbolTiers table, TierRowDraft[] rows, ProblemList exceptions)
    {
        decimal before = 0m;
        for (int k = 0; k < rows.Length; k++)
        {
            TierRow row = table.Rows[k];
            decimal expected = k == 0 ? 0m : (row.Floor * (row.Maintenance - table.Rows[k - 1].Maintenance)) + before;
            decimal printed = row.Deduction ?? expected;
            if (Math.Abs(printed - expected) > Rounding * Math.Max(1m, (row.Floor * row.Maintenance) - expected))
            {
                string rule = k == 0 ? "that of the first tier is 0" : $"{Text(row.Floor)} × ({Text(row.Maintenance)} − {Text(table.Rows[k - 1].Maintenance)}) + {Text(before)} is {Text(expected)}";
                exceptions.Add(rows[k].Node, $"{table.Symbol}: the deduction {Text(printed)} does not follow from the rates ({rule}), so the margin would jump by {Text(expected - printed)} at {Text(row.Floor)}; the rates are followed.");
            }

            before = printed;
        }
    }

    private static string Text(decimal number) => CanonicalWriter.Text(decimal.Round(number, 12));
}
