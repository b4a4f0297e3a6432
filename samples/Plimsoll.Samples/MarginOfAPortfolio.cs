using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Formats;
using Plimsoll.Market;
using Plimsoll.Models;

namespace Plimsoll.Samples;

/// <summary>The margin of every account of a file, and what it is made of.</summary>
public static class MarginOfAPortfolio
{
    /// <summary>Prints the statement of a collar on ETH.</summary>
    /// <param name="data">Folder with markets/ and portfolios/.</param>
    /// <param name="output">Where it is printed.</param>
    public static void Run(string data, TextWriter output)
    {
        MarketSnapshot market = MarketFile.Read(Path.Combine(data, "markets", "2026-01-31.json"));
        ImmutableArray<AccountSnapshot> accounts = PortfolioFile.Read(Path.Combine(data, "portfolios", "collar.json"), market);
        IMarginModel model = MarginModels.Create(RulebookLibrary.Shipped.Find("plimsoll"));

        foreach (MarginOutcome outcome in model.Prepare(market).Evaluate(accounts, MarginDetail.Lines))
        {
            if (outcome is MarginOutcome.Calculated { Statement: var margin })
            {
                output.WriteLine($"{margin.Account}: {margin.Status}, equity {margin.Equity}, initial {margin.InitialMargin}, maintenance {margin.MaintenanceMargin}");
                foreach (MarginLine line in margin.Lines) output.WriteLine($"  {line.Component}: {line.Initial}");
            }
            else if (outcome is MarginOutcome.Unavailable { Gaps: var gaps })
            {
                output.WriteLine($"{outcome.Account}: unavailable, missing {string.Join("; ", gaps)}");
            }
        }
    }
}
