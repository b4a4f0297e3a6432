using System.Collections.Immutable;
using System.Globalization;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Pricing;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Plimsoll.Cli.Rendering;

/// <summary>Futures, then each expiry with its fit, a small plot of its smile and its options.</summary>
internal static class PriceTable
{
    /// <summary>Draws everything of every underlying.</summary>
    public static void Write(IAnsiConsole screen, MarketSnapshot market, ImmutableArray<ChainValuation> chains, bool onlyFit)
    {
        Tables.Line(screen, market.ValuationTime.ToString(), Palette.Faint);
        Tables.Line(screen, "delta in coins a contract; vega a volatility point, theta a day, in quote currency a coin", Palette.Faint);
        foreach (ChainValuation chain in chains)
        {
            if (!onlyFit && chain.Futures.Length > 0) Futures(screen, chain);
            if (chain.Expiries.Length > 1 || onlyFit) Fits(screen, chain);
            foreach (ChainExpiry expiry in chain.Expiries)
            {
                screen.WriteLine();
                screen.Write(new Rule($"[bold]{expiry.Underlying} {expiry.Expiry.ToString()[..10]}[/]") { Justification = Justify.Left });
                Summary(screen, expiry);
                SmilePlot.Write(screen, expiry);
                if (!onlyFit) Options(screen, expiry);
            }
        }
    }

    private static void Futures(IAnsiConsole screen, ChainValuation chain)
    {
        Table table = Tables.Of("future", "days>", "mark>", "basis>", "basis a year>", "delta>");
        foreach (InstrumentValuation one in chain.Futures)
        {
            table.AddRow(
                Tables.Cell(one.Market.Instrument.Symbol.ToString()), Tables.Cell(one.Years > 0 ? Days(one.Years) : "–"), Tables.Cell(one.Market.MarkPrice is { } mark ? Text.Price(mark) : "–"),
                Tables.Cell(one.Basis is { } basis ? Text.Percent(basis, 3) : "–"), Tables.Cell(one.Basis is { } over && one.Years > 0 ? Text.Percent(over / one.Years, 2) : "–"),
                Tables.Cell(Digits(one.CoinDelta)));
        }

        screen.Write(table);
    }

    private static void Fits(IAnsiConsole screen, ChainValuation chain)
    {
        if (chain.Expiries.Length == 0) return;
        string first = $"{chain.Underlying} expiry";
        var rows = new List<IRenderable[]>();
        foreach (ChainExpiry expiry in chain.Expiries)
        {
            ExpiryFit? fit = expiry.Fit;
            rows.Add([
                Tables.Cell(expiry.Expiry.ToString()[..10]), Tables.Cell(fit is null ? "–" : Days(fit.Years)), Tables.Cell(expiry.Forward is { } forward ? Text.Price((decimal)forward) : "–"),
                Tables.Cell(fit?.Slice is { } slice ? Text.Percent(slice.Volatility(0)) : "–"), Tables.Cell(Points(fit?.RootMeanSquareError)), Tables.Cell(Points(fit?.MaximumError)),
                Tables.Cell(fit?.QuotesUsed.ToString(CultureInfo.InvariantCulture) ?? "–"), Tables.Cell(fit is { QuotesWithSpread: > 0 } ? $"{fit.QuotesInsideSpread}/{fit.QuotesWithSpread}" : "–"),
                Tables.Cell(fit is null ? "no fit" : Repairs(fit), Palette.Warning),
            ]);
        }

        Tables.WriteFitting(screen, 2, [first, "days>", "forward>", "at the money>", "RMSE>", "max error>", "quotes>", "in spread>", "repaired"], ["quotes", "max error"], rows);
        Tables.Line(screen, "errors in volatility points, far strikes counted like near ones; in spread: fitted between bid and ask, of the quotes that have both", Palette.Faint);
    }

    private static void Summary(IAnsiConsole screen, ChainExpiry expiry)
    {
        string forward = expiry.Forward is { } price ? $"forward {Text.Price((decimal)price)}{(expiry.ForwardFallback is { } from ? $" ({from})" : "")}" : "no forward";
        string fit = expiry.Fit is { Slice: { } slice } found
            ? $"{Days(found.Years)} days, at the money {Text.Percent(slice.Volatility(0))}, fit error {Points(found.RootMeanSquareError)} points RMSE, {Points(found.MaximumError)} at most over {found.QuotesUsed} quotes"
                + (Repairs(found) is { Length: > 0 } repairs ? $"; {repairs} repaired" : "")
            : "no fit";
        Tables.Line(screen, $"{forward}, {fit}");
    }

    private static void Options(IAnsiConsole screen, ChainExpiry expiry)
    {
        bool oneSettlement = expiry.Options.Select(one => one.Market.Instrument.Symbol.Settle).Distinct().Count() == 1;
        string[] columns = ["option", "mark>", "value>", "vol>", "implied>", "fitted>", "delta>", "gamma>", "vega>", "theta>", "rho>", "vanna>", "volga>"];
        Tables.WriteFitting(screen, 2, columns, ["volga", "vanna", "rho", "implied", "value", "theta", "gamma"], [.. expiry.Options.Select(one => Cells(one, oneSettlement))]);
    }

    private static IRenderable[] Cells(InstrumentValuation one, bool oneSettlement)
    {
        IRenderable Vol(double? volatility) => Tables.Cell(volatility is { } known ? Text.Percent(known) : "–");
        IRenderable Greek(Func<OptionGreeks, double> part) => Tables.Cell(one.Greeks is { } greeks ? Digits(part(greeks)) : "–");
        return
        [
            Tables.Cell(Name(one.Market.Instrument.Symbol, oneSettlement)), Tables.Cell(one.Market.MarkPrice is { } mark ? Text.Price(mark) : "–"), Tables.Cell(one.Value is { } value ? Text.Price((decimal)value) : "–"),
            Vol(one.Volatility), Vol(one.ImpliedVolatility), Vol(one.FittedVolatility), Tables.Cell(Digits(one.CoinDelta)), Greek(g => g.Gamma), Greek(g => g.Vega / 100), Greek(g => g.Theta / 365),
            Greek(g => g.Rho), Greek(g => g.Vanna), Greek(g => g.Volga),
        ];
    }

    // Base and expiry stand in the heading.
    private static string Name(InstrumentSymbol symbol, bool oneSettlement) =>
        $"{Text.Exact(symbol.Strike!.Value)} {(symbol.Side == OptionSide.Call ? "call" : "put")}{(oneSettlement ? "" : " " + symbol.Settle)}";

    private static string Repairs(ExpiryFit fit) => (fit.ButterflyRepaired, fit.CalendarRepaired) switch
    {
        (true, true) => "butterfly, calendar",
        (true, false) => "butterfly",
        (false, true) => "calendar",
        _ => fit.Origin == SliceOrigin.TooFewQuotes ? "too few quotes" : "",
    };

    private static string Points(double? error) => error is { } known && double.IsFinite(known) ? (known * 100).ToString("0.00", CultureInfo.InvariantCulture) : "–";

    private static string Days(double years) => (years * 365).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Digits(double? value) => value is not { } known ? "–" : Math.Abs(known) switch
    {
        0 => "0",
        >= 1000 => known.ToString("N0", CultureInfo.InvariantCulture),
        >= 1 => known.ToString("0.00", CultureInfo.InvariantCulture),
        >= 0.001 => known.ToString("0.0000", CultureInfo.InvariantCulture),
        _ => known.ToString("0.0e0", CultureInfo.InvariantCulture),
    };
}
