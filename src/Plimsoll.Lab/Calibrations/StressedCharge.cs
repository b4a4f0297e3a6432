using Plimsoll.Lab.Backtests;
using Plimsoll.Models.Native;
using Plimsoll.Numerics;

namespace Plimsoll.Lab.Calibrations;

/// <summary>What outright positions would be charged with a weight on the stressed window: the 250 days, known by then, that are worst for baskets of the classes bought and sold.</summary>
internal static class StressedCharge
{
    /// <summary>The charge by weight, book and day; NaN for others.</summary>
    public static Func<double, int, int, double> Of(CoreReturns returns, NativeParameters parameters, ImmutableArray<CoreBook> books, CoreWalk walk, int from, int to)
    {
        int length = parameters.MarketRisk.StressedDays, dates = returns.Days.Length;
        double tail = parameters.MarketRisk.InitialTail;
        var strain = new double[dates + 1];
        var scratch = new double[length];
        foreach (LiquidityClass kind in parameters.Classes.Where(kind => kind.Peg != true))
        {
            int[] members = [.. Enumerable.Range(0, returns.Coin.Length).Where(a => kind.Assets.Contains(returns.Closes.Assets[a].Asset))];
            if (members.Length == 0) continue;
            double[] basket = [.. Enumerable.Range(0, dates).Select(i => members.Where(a => !double.IsNaN(returns.Closes.Assets[a].CoinReturn[returns.Days[i]])).Select(a => Math.Exp(returns.Coin[a][i]) - 1).DefaultIfEmpty(0).Average())];
            double[] sold = [.. basket.Select(value => -value)];
            for (int end = length; end <= dates; end++)
                strain[end] += ExpectedShortfall.Estimate(basket.AsSpan(end - length, length), tail, scratch).ExpectedShortfall + ExpectedShortfall.Estimate(sold.AsSpan(end - length, length), tail, scratch).ExpectedShortfall;
        }

        var worst = new int[dates + 1];
        for (int end = 0, best = length; end <= dates; end++) worst[end] = best = end >= length && strain[end] > strain[Math.Min(best, end)] ? end : best;
        var shortfall = new Dictionary<(int Book, int End), double>();
        for (int b = 0; b < books.Length; b++)
            foreach (int end in Enumerable.Range(from, to - from).Select(day => worst[returns.Known(day)]).Distinct().Where(end => end <= dates && books[b].IsOutright))
            {
                int start = Math.Max(0, end - length);
                double[] pnl = [.. returns.Coin[books[b].Asset][start..end].Zip(returns.Basis[books[b].Asset][start..end], (coin, basis) => books[b].Sign * (Math.Exp(coin + basis) - 1))];
                shortfall[(b, end)] = pnl.Length == 0 ? double.NaN : ExpectedShortfall.Of(pnl, tail);
            }

        return (weight, b, day) =>
        {
            if (!books[b].IsOutright || !shortfall.TryGetValue((b, worst[returns.Known(day)]), out double stressed)) return double.NaN;
            double core = walk.Initial[b][day];
            return Math.Max(core, ((1 - weight) * core) + (weight * stressed));
        };
    }
}
