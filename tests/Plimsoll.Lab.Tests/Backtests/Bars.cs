using System.Collections.Immutable;
using Plimsoll.Formats;
using Plimsoll.Lab.Backtests;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Lab.Tests.Backtests;

/// <summary>Bars for the tests: real ones of data/prices, and small made ones.</summary>
internal static class Bars
{
    private static readonly Lazy<PriceHistory> LazyReal = new(() => HistoryFolder.Read(Path.Combine(Home(), "data", "prices"), Timestamp.Utc(2021, 7, 1)));

    /// <summary>Hourly bars of 2020 to mid-2021.</summary>
    public static PriceHistory Real => LazyReal.Value;

    /// <summary>The rulebook 'plimsoll' and one with flat rates.</summary>
    public static ImmutableArray<BacktestedRules> Rules =>
    [
        .. new[] { "plimsoll", "fixed" }.Select(name =>
        {
            IMarginModel model = MarginModels.Create(RulebookLibrary.Shipped.Find(name));
            return new BacktestedRules(name, _ => model);
        }),
    ];

    public static BarSeries Daily(string coin, MarketKind kind, string quote, string venue, params (string Date, double Close)[] bars) => new()
    {
        Base = Currency.Of(coin), Quote = Currency.Of(quote), Venue = venue, Kind = kind, Step = TimeSpan.FromDays(1),
        OpenTimes = bars.Select(bar => Timestamp.Parse(bar.Date).UnixSeconds).ToArray(), Close = bars.Select(bar => bar.Close).ToArray(),
    };

    /// <summary>The same bars with every close from a time on multiplied by something else each.</summary>
    public static PriceHistory WithAnotherFuture(PriceHistory history, Timestamp from) => new(
    [
        .. history.Series.Select(series =>
        {
            double[] closes = series.Close.ToArray();
            for (int i = 0; i < closes.Length; i++)
                if (series.OpenTimes.Span[i] + (long)series.Step.TotalSeconds > from.UnixSeconds)
                    closes[i] *= 1 + (0.3 * Math.Sin(i * 12.9898));
            return new BarSeries
            {
                Base = series.Base, Quote = series.Quote, Venue = series.Venue, Kind = series.Kind, Step = series.Step, OpenTimes = series.OpenTimes, Close = closes, Volume = series.Volume,
            };
        }),
    ]);

    private static string Home()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Plimsoll.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("There is no Plimsoll.slnx above the tests.");
    }
}
