using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Plimsoll.Accounts;
using Plimsoll.Formats;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Benchmarks;

/// <summary>How long the whole native model takes: every scenario set, both levels, each underlying alone, all charges, on the real market in data/.</summary>
[MemoryDiagnoser]
public class MarginBenchmarks
{
    private readonly ImmutableArray<AccountSnapshot> large;
    private readonly ImmutableArray<AccountSnapshot> many;
    private readonly ImmutableArray<AccountSnapshot>[] halves;
    private readonly MarketSnapshot market;
    private readonly NativeModel model;
    private readonly IMarginEvaluator evaluator;

    /// <summary>Accounts of the population; fewer where only the check matters.</summary>
    public static int Population { get; set; } = 10_000;

    public MarginBenchmarks()
    {
        market = MarketFile.Read(Path.Combine(DataFolder(), "markets", "2026-01-31.json"));
        model = NativeModel.Create(RulebookLibrary.Shipped.Find("plimsoll"));
        large = [Book("large", 50, 1)];
        many = [.. Enumerable.Range(0, Population).Select(i => Book($"account-{i}", 10, i + 2))];
        halves = [many[..(many.Length / 2)], many[(many.Length / 2)..]];
        evaluator = model.Prepare(market);
        Check(evaluator.Evaluate(large, MarginDetail.Lines));
        Check(evaluator.Evaluate(many, MarginDetail.Totals));
    }

    [Benchmark(Description = "Margin of one account with 50 positions, totals")]
    public ImmutableArray<MarginOutcome> OneLargeAccount() => evaluator.Evaluate(large, MarginDetail.Totals);

    [Benchmark(Description = "Margin of one account with 50 positions, explained down to positions")]
    public ImmutableArray<MarginOutcome> OneLargeAccountExplained() => evaluator.Evaluate(large, MarginDetail.Lines);

    [Benchmark(Description = "Margin of 10,000 accounts with 10 positions each, one thread")]
    public ImmutableArray<MarginOutcome> ManyAccounts() => evaluator.Evaluate(many, MarginDetail.Totals);

    [Benchmark(Description = "Margin of 10,000 accounts with 10 positions each, two threads")]
    public ImmutableArray<MarginOutcome>[] ManyAccountsOnTwoThreads()
    {
        var outcomes = new ImmutableArray<MarginOutcome>[halves.Length];
        Parallel.For(0, halves.Length, i => outcomes[i] = evaluator.Evaluate(halves[i], MarginDetail.Totals));
        return outcomes;
    }

    [Benchmark(Description = "A new market: factors, surfaces, scenarios and all rows of the large account")]
    public ImmutableArray<MarginOutcome> NewMarket() => model.Prepare(market).Evaluate(large, MarginDetail.Totals);

    /// <summary>The repository's data folder, found upwards from the program.</summary>
    internal static string DataFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Plimsoll.slnx")))
                return Path.Combine(folder.FullName, "data");
        throw new DirectoryNotFoundException("The repository with its data folder was not found above the program.");
    }

    /// <summary>A book of different instruments, every other one an option, sizes from a fixed sequence.</summary>
    private AccountSnapshot Book(string name, int positions, int seed)
    {
        InstrumentSymbol[] futures = [.. market.Instruments.Keys.Where(symbol => symbol.Kind != InstrumentKind.Option).Order()];
        InstrumentSymbol[] options = [.. market.Instruments.Keys.Where(symbol => symbol.Kind == InstrumentKind.Option).Order()];
        ulong state = (ulong)seed * 0x9E3779B97F4A7C15UL;
        double Next()
        {
            state += 0x9E3779B97F4A7C15UL;
            ulong z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return (z >> 11) * (1.0 / (1UL << 53));
        }

        var held = new SortedDictionary<InstrumentSymbol, decimal>();
        while (held.Count < positions)
        {
            InstrumentSymbol[] from = held.Count % 2 == 0 && held.Keys.Count(symbol => symbol.Kind != InstrumentKind.Option) < futures.Length ? futures : options;
            InstrumentSymbol symbol = from[(int)(Next() * from.Length)];
            decimal price = symbol.IsInverse && symbol.Kind != InstrumentKind.Option ? 1m : market.UsdPrice(symbol.Base)!.Price;
            held[symbol] = Math.Round((decimal)((Next() - 0.5) * 200_000) / price, 4);
        }

        return new AccountSnapshot
        {
            Path = AccountPath.Of(name),
            Collateral = [new Balance(Currency.Of("USDT"), 500_000m), new Balance(Currency.Of("ETH"), 20m)],
            Positions = [.. held.Select(entry => new Position(entry.Key, entry.Value, market.Instruments[entry.Key].MarkPrice))],
        };
    }

    private static void Check(ImmutableArray<MarginOutcome> outcomes)
    {
        foreach (MarginOutcome outcome in outcomes)
        {
            if (outcome is not MarginOutcome.Calculated { Statement: var statement })
                throw new InvalidOperationException($"{outcome.Account} has no requirement, so there is nothing to measure.");
            if (statement.InitialMargin.Amount < 1.25m * statement.MaintenanceMargin.Amount || statement.MaintenanceMargin.Amount <= 0m)
                throw new InvalidOperationException($"{outcome.Account}: initial margin {statement.InitialMargin} and maintenance margin {statement.MaintenanceMargin} cannot be right.");
        }
    }
}
