using Plimsoll.Lab.Backtests;
using Plimsoll.Models.Native;
using Plimsoll.Validation;

namespace Plimsoll.Lab.Calibrations;

/// <summary>One book of the search: a perpetual outright, half of it against half of the leader's, or half of the coin against half of its perpetual.</summary>
/// <param name="Asset">Index of the asset.</param>
/// <param name="Leader">Index of the leader; negative for none.</param>
/// <param name="Sign">1 long the asset, −1 short.</param>
/// <param name="IsBasis">Whether the coin is held against its perpetual.</param>
internal readonly record struct CoreBook(int Asset, int Leader, int Sign, bool IsBasis = false)
{
    public bool IsPair => Leader >= 0;

    public bool IsOutright => Leader < 0 && !IsBasis;
}

/// <summary>What one candidate said day by day.</summary>
internal sealed class CoreWalk
{
    private const double InitialTail = 0.01, MaintenanceTail = 0.025;

    private CoreWalk(ImmutableArray<CoreBook> books, int days)
    {
        Books = books;
        (Initial, InitialVar, MaintenanceVar, Maintenance) = (Table(), Table(), Table(), Table());
        double[][] Table() => [.. books.Select(_ => Filled(days))];
    }

    public ImmutableArray<CoreBook> Books { get; }

    /// <summary>Expected shortfall at 1 %.</summary>
    public double[][] Initial { get; }

    /// <summary>Value at risk at 1 %.</summary>
    public double[][] InitialVar { get; }

    /// <summary>Expected shortfall at 2.5 %.</summary>
    public double[][] Maintenance { get; }

    /// <summary>Value at risk at 2.5 %.</summary>
    public double[][] MaintenanceVar { get; }

    /// <summary>Sum of the two FZ0 scores of a book and day; NaN where there is none.</summary>
    public double Score(int book, int day, double[][] losses)
    {
        double loss = losses[book][day], es1 = Initial[book][day], es25 = Maintenance[book][day];
        if (double.IsNaN(loss) || !(es1 > 0) || !(es25 > 0)) return double.NaN;
        return ForecastLoss.FisslerZiegel(loss, InitialVar[book][day], es1, InitialTail) + ForecastLoss.FisslerZiegel(loss, MaintenanceVar[book][day], es25, MaintenanceTail);
    }

    /// <summary>The books there are.</summary>
    public static ImmutableArray<CoreBook> BooksOf(DailyCloses closes, Currency leader)
    {
        int lead = closes.Assets.ToList().FindIndex(asset => asset.Asset == leader);
        var books = ImmutableArray.CreateBuilder<CoreBook>();
        for (int a = 0; a < closes.Assets.Length; a++)
            foreach (int sign in (int[])[1, -1])
            {
                books.Add(new(a, -1, sign));
                if (a != lead) books.Add(new(a, lead, sign));
                books.Add(new(a, -1, sign, IsBasis: true));
            }

        return books.ToImmutable();
    }

    /// <summary>What was lost the day after each close, by book.</summary>
    public static double[][] Losses(DailyCloses closes, ImmutableArray<CoreBook> books) =>
    [
        .. books.Select(book => Enumerable.Range(0, closes.Days).Select(day =>
        {
            if (day + 1 >= closes.Days || !Holds(closes, book.Asset, day) || (book.IsPair && !Holds(closes, book.Leader, day))) return double.NaN;
            AssetCloses asset = closes.Assets[book.Asset];
            if (book.IsBasis) return asset.HasBasis(day) && asset.KnownBasis(day) >= StandardBooks.Youth && asset.HasBasis(day + 1) ? -book.Sign * 0.5 * (asset.CoinGain(day + 1) - asset.PerpetualGain(day + 1)) : double.NaN;
            double gain = asset.PerpetualGain(day + 1);
            return -book.Sign * (book.IsPair ? 0.5 * (gain - closes.Assets[book.Leader].PerpetualGain(day + 1)) : gain);
        }).ToArray()),
    ];

    /// <summary>Walks over the days of a range.</summary>
    public static CoreWalk Of(CoreReturns returns, CoreCandidate candidate, MarketRiskParameters parameters, ImmutableArray<CoreBook> books, double[][] losses, int from, int to, bool bounded = true)
    {
        var walk = new CoreWalk(books, returns.Closes.Days);
        var scorer = new CoreScorer(returns, candidate, parameters, bounded);
        int assets = returns.Coin.Length;
        Parallel.For(from, to, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, () => new Buffers(assets, candidate.WindowDays), (day, _, buffers) =>
        {
            if (returns.Known(day) < parameters.MinimumDays) return buffers;
            int count = 0;
            Array.Clear(buffers.Has);
            for (int b = 0; b < books.Length; b++)
            {
                if (double.IsNaN(losses[b][day])) continue;
                CoreBook book = books[b];
                foreach (int asset in book.IsPair ? (ReadOnlySpan<int>)[book.Asset, book.Leader] : [book.Asset])
                {
                    if (buffers.Has[asset]) continue;
                    count = scorer.Gains(asset, day, buffers.Coins[asset], buffers.Gains[asset]);
                    buffers.Has[asset] = true;
                }

                Span<double> pnl = buffers.Pnl.AsSpan(0, count);
                double[] own = buffers.Gains[book.Asset];
                for (int i = 0; i < count; i++) pnl[i] = book.Sign * (book.IsPair ? 0.5 * (own[i] - buffers.Gains[book.Leader][i]) : book.IsBasis ? 0.5 * (buffers.Coins[book.Asset][i] - own[i]) : own[i]);
                var maintenance = CoreScorer.Tail(pnl, MaintenanceTail, buffers.Scratch);
                var initial = CoreScorer.Tail(pnl, InitialTail, buffers.Scratch);
                (walk.InitialVar[b][day], walk.Initial[b][day]) = (initial.LowerValueAtRisk, initial.ExpectedShortfall);
                (walk.MaintenanceVar[b][day], walk.Maintenance[b][day]) = (maintenance.LowerValueAtRisk, maintenance.ExpectedShortfall);
            }

            return buffers;
        }, _ => { });
        return walk;
    }

    private static bool Holds(DailyCloses closes, int asset, int day) => !double.IsNaN(closes.Assets[asset].CoinReturn[day]) && closes.Assets[asset].Known(day) >= StandardBooks.Youth;

    private static double[] Filled(int days)
    {
        var values = new double[days];
        Array.Fill(values, double.NaN);
        return values;
    }

    private sealed class Buffers(int assets, int window)
    {
        public double[][] Gains { get; } = [.. Enumerable.Range(0, assets).Select(_ => new double[window])];

        public double[][] Coins { get; } = [.. Enumerable.Range(0, assets).Select(_ => new double[window])];

        public bool[] Has { get; } = new bool[assets];

        public double[] Pnl { get; } = new double[window];

        public double[] Scratch { get; } = new double[window];
    }
}
