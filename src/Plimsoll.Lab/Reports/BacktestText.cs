using Plimsoll.Lab.Backtests;
using Plimsoll.Validation;

namespace Plimsoll.Lab.Reports;

/// <summary>Figures of a backtest as its page prints them; a dash where there is none.</summary>
internal static class BacktestText
{
    /// <summary>Cells without a style.</summary>
    public static (string, string?)[] Cells(params string[] texts) => [.. texts.Select(text => (text, (string?)null))];

    /// <summary>A p-value, marked where it rejects at 5 %.</summary>
    public static (string, string?) P(double? p) => p is { } value && double.IsFinite(value) ? (value.ToString("0.000", CultureInfo.InvariantCulture), value <= 0.05 ? "bad" : null) : ("–", null);

    /// <summary>A traffic light in its colour.</summary>
    public static (string, string?) Light(TrafficLightZone? zone) => zone is { } known ? (ReportText.Words(known), known switch { TrafficLightZone.Green => "good", TrafficLightZone.Amber => "warn", _ => "bad" }) : ("–", null);

    /// <summary>"2024-01-31".</summary>
    public static string Date(Timestamp at) => at.ToString()[..10];

    /// <summary>"1,234".</summary>
    public static string Count(int count) => ReportText.Whole(count);

    /// <summary>"0.93 % [0.70 %, 1.20 %]".</summary>
    public static string Rate(PooledRate? rate) => rate is null ? "–" : $"{Percent(rate.Value, 2)} [{Percent(rate.Lower, 2)}, {Percent(rate.Upper, 2)}]";

    /// <summary>A fraction in per cent.</summary>
    public static string Percent(double fraction, int decimals) => double.IsFinite(fraction) ? (fraction * 100).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + " %" : "–";

    /// <summary>A plain number.</summary>
    public static string Number(double value, string format = "0.00") => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";

    /// <summary>Heading of a kind of book.</summary>
    public static string Title(BookKind kind) => kind switch
    {
        BookKind.Outright => "Outright positions",
        BookKind.Directional => "Diversified and concentrated books",
        BookKind.Hedged => "Pairs, beta hedges and neutral books",
        BookKind.Basis => "Coin against perpetual",
        BookKind.Given => "Portfolios of the file",
        BookKind.Options => "Options on recorded chains",
        BookKind.SyntheticOptions => "Options on synthetic surfaces (not real prices)",
        _ => "All linear books",
    };
}
