using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>Finds the prices of each underlying at which equity falls below maintenance margin, everything else still: with every curve, tier and the whole account.</summary>
internal static class LiquidationSearch
{
    private const double Lowest = 0.02;
    private const double Highest = 10;
    private const int Points = 48;
    private const int Halvings = 24;

    /// <summary>Levels by underlying of the book, and of the coins held as collateral.</summary>
    public static ImmutableArray<LiquidationLevel> Of(NativeEvaluator evaluator, NativeMarket market, NettingSet set)
    {
        if (set.Account.Positions.IsEmpty && set.Holdings.TrueForAll(holding => holding.Amount >= 0m)) return [];
        IEnumerable<Currency> factors = set.Account.Positions.Select(position => position.Symbol.Base)
            .Concat(set.Holdings.Where(holding => !holding.Currency.IsUsd && market.Parameters.ClassOf(holding.Currency).Peg != true).Select(holding => holding.Currency)).Distinct().Order();
        return [.. factors.Select(factor => Along(evaluator, market, set, factor))];
    }

    private static LiquidationLevel Along(NativeEvaluator evaluator, NativeMarket market, NettingSet set, Currency factor)
    {
        double spot = market.Price(factor)!.Value;
        Instruments.InstrumentSymbol[] options = [.. NativeEvaluator.OptionsOf(set)];
        bool Fails(double multiple)
        {
            MarginStatement statement = evaluator.StatementAt(market.With(factor, multiple, options), set.Account);
            return statement.Equity < statement.MaintenanceMargin;
        }

        double[] grid = [.. Scan().Append(1).Order()];
        bool[] fails = [.. grid.Select(Fails)];
        var intervals = ImmutableArray.CreateBuilder<PriceInterval>();
        decimal? from = fails[0] ? 0m : null;
        for (int i = 1; i < grid.Length; i++)
        {
            if (fails[i] == fails[i - 1]) continue;
            double edge = Edge(Fails, grid[i - 1], grid[i], fails[i - 1]);
            if (fails[i])
            {
                from = Price(edge * spot);
            }
            else
            {
                intervals.Add(new PriceInterval(from!.Value, Price(edge * spot)));
                from = null;
            }
        }

        if (from is { } open) intervals.Add(new PriceInterval(open, null));
        decimal now = (decimal)spot;
        decimal? below = intervals.Where(interval => interval.From <= now).Select(interval => (decimal?)(interval.To is { } to && to < now ? to : now)).Max();
        decimal? above = intervals.Where(interval => interval.To is null || interval.To > now).Where(interval => interval.From > now).Select(interval => (decimal?)interval.From).Min();
        return new LiquidationLevel(factor.Code, below, above, intervals.ToImmutable());
    }

    private static IEnumerable<double> Scan()
    {
        double step = Math.Pow(Highest / Lowest, 1.0 / (Points - 1));
        for (int i = 0; i < Points; i++) yield return Lowest * Math.Pow(step, i);
    }

    /// <summary>The side of the edge on which the account still stands is not known to the last bit; the failing end is returned.</summary>
    private static double Edge(Func<double, bool> fails, double low, double high, bool lowFails)
    {
        for (int i = 0; i < Halvings && high / low > 1 + 1e-9; i++)
        {
            double middle = Math.Sqrt(low * high);
            if (fails(middle) == lowFails) low = middle;
            else high = middle;
        }

        return lowFails ? low : high;
    }

    // Eight significant digits: finer than any tick, and no false precision.
    private static decimal Price(double value)
    {
        int digits = 7 - (int)Math.Floor(Math.Log10(value));
        return digits >= 0 ? Math.Round((decimal)value, Math.Min(digits, 12)) : Math.Round((decimal)value);
    }
}
