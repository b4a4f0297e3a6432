using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests;

/// <summary>The files under data/ that the documentation and the examples use.</summary>
public class DataFilesTests
{
    private static readonly string Data = Path.Combine(RepositoryRoot(), "data");

    internal static string RepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Plimsoll.slnx"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("The tests run inside the repository.");
    }

    private static TheoryData<string> Files(string folder) => [.. Directory.EnumerateFiles(Path.Combine(Data, folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Markets => Files("markets");

    public static TheoryData<string> Portfolios => Files("portfolios");

    [Theory]
    [MemberData(nameof(Markets))]
    public void Market_OfTheRepository_IsReadWithItsHistory(string name)
    {
        MarketSnapshot market = MarketFile.Read(Path.Combine(Data, "markets", name));
        Assert.NotEmpty(market.Instruments);
        Assert.NotEmpty(market.Indices);
        Assert.All(market.History.Series, series =>
            Assert.True(Timestamp.FromUnixSeconds(series.OpenTimes.Span[^1]) + series.Step <= market.ValuationTime, $"{series.Base} holds a bar that closes after the valuation time"));
    }

    [Theory]
    [MemberData(nameof(Portfolios))]
    public void Portfolio_OfTheRepository_IsRead(string name)
    {
        ImmutableArray<AccountSnapshot> accounts = PortfolioFile.Read(Path.Combine(Data, "portfolios", name));
        Assert.Contains(accounts, account => account.Positions.Length + account.Isolated.Length > 0);
    }

    [Theory]
    [InlineData("examples-2023-07-11.json", "2023-07-11.json")]
    [InlineData("examples-2026-01-31.json", "2026-01-31.json")]
    [InlineData("positions-2026-01-31.csv", "2026-01-31.json")]
    public void Portfolio_AgainstTheMarketOfItsDay_HoldsOnlyListedInstruments(string portfolio, string marketName)
    {
        MarketSnapshot market = MarketFile.Read(Path.Combine(Data, "markets", marketName));
        ImmutableArray<AccountSnapshot> accounts = PortfolioFile.Read(Path.Combine(Data, "portfolios", portfolio), market);
        Assert.All(accounts.SelectMany(account => account.Positions), position => Assert.Contains(position.Symbol, market.Instruments.Keys));
    }
}
