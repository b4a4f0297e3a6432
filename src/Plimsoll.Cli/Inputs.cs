using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Formats;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Cli;

/// <summary>What a verb works on: the accounts, the market, the rules.</summary>
/// <param name="Accounts">The accounts, in the order of the file.</param>
/// <param name="Market">The market at the valuation time.</param>
/// <param name="Model">The rules that were in force then.</param>
internal sealed record Inputs(ImmutableArray<AccountSnapshot> Accounts, MarketSnapshot Market, IMarginModel Model)
{
    /// <summary>Files used when none are named, below data/.</summary>
    private const string DefaultPortfolio = "portfolios/examples-2026-01-31.json", DefaultMarket = "markets/2026-01-31.json";

    /// <summary>Accounts that show where rulebooks differ, below data/.</summary>
    public const string ComparedPortfolio = "portfolios/venues-2026-01-31.json";

    /// <summary>The path of the file asked for, or of the example.</summary>
    /// <exception cref="InvalidInputException">Nothing was asked for and there is no example.</exception>
    public static string PortfolioPath(Invocation run, string? asked, string example = DefaultPortfolio) => asked ?? Example(run, example, "--portfolio");

    /// <inheritdoc cref="PortfolioPath"/>
    public static string MarketPath(Invocation run, string? asked) => asked ?? Example(run, DefaultMarket, "--market");

    /// <inheritdoc cref="PortfolioPath"/>
    public static string PricesPath(Invocation run, string? asked, string example) => asked ?? Example(run, example, "--prices");

    /// <summary>Reads everything a margin needs.</summary>
    /// <exception cref="InvalidInputException">Something is wrong with a file or an option.</exception>
    public static Inputs Read(Invocation run, string? portfolio, MarketSnapshot snapshot, string? rulebook, GivenTiers? tiers = null, string example = DefaultPortfolio)
    {
        string accountsFile = PortfolioPath(run, portfolio, example);
        ImmutableArray<AccountSnapshot> accounts = run.During("reading the accounts", () => PortfolioFile.Read(accountsFile, snapshot));
        if (accounts.All(account => account.Collateral.IsEmpty && account.Isolated.IsEmpty) && accounts.Any(account => !account.Positions.IsEmpty))
            run.Say("no account of the portfolio has any collateral; in a CSV a row whose symbol is a coin is collateral, as: alice,USDT,100000,");
        return new Inputs(accounts, snapshot, ModelCatalogue.Find(rulebook, snapshot.ValuationTime, tiers));
    }

    private static string Example(Invocation run, string file, string option)
    {
        string? path = run.Terminal.Home is { } home ? Path.Combine(home, "data", file) : null;
        if (path is null || !File.Exists(path)) throw Invocation.Refuse(option, $"no file was given and there is no example data/{file}; write {option} FILE.");
        run.Say($"no {option} given: using the example data/{file}");
        return path;
    }
}
