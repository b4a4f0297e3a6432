using Plimsoll.Formats;
using Plimsoll.Market;
using Plimsoll.Pricing;
using Plimsoll.Values;

namespace Plimsoll.Samples;

/// <summary>A volatility surface without arbitrage from the options of a market.</summary>
public static class FitASurface
{
    /// <summary>Prints how well each expiry of ETH is fitted, and one volatility between the quotes.</summary>
    /// <param name="data">Folder with markets/.</param>
    /// <param name="output">Where it is printed.</param>
    public static void Run(string data, TextWriter output)
    {
        MarketSnapshot market = MarketFile.Read(Path.Combine(data, "markets", "2026-01-31.json"));
        SurfaceFit fit = MarketSurfaces.Fit(market, Currency.Of("ETH"));
        foreach (ExpiryFit expiry in fit.Expiries)
            output.WriteLine($"{expiry.Years * 365,6:F1} days: {expiry.QuotesUsed} quotes, error {expiry.RootMeanSquareError:P2}, {expiry.QuotesInsideSpread} of {expiry.QuotesWithSpread} inside the spread");
        output.WriteLine($"45 days, 10 % below the forward: {fit.Surface!.Volatility(Math.Log(0.9), 45.0 / 365):P1}");
    }
}
