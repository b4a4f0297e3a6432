using System.Text.Json.Nodes;
using Plimsoll.Instruments;
using Plimsoll.Pricing;

namespace Plimsoll.Vectors.Tests;

/// <summary>Option values and implied volatilities: options_black.json, implied_vol.json.</summary>
internal static class PricingFunctions
{
    public static void AddTo(VectorFunctions table)
    {
        table.Add("BlackScholes.Price", inputs => new JsonObject { ["published"] = Spot(inputs).Value, ["price"] = Spot(inputs).Value });
        table.Add("BlackScholes.Delta", inputs => Named(Spot(inputs).Delta));
        table.Add("BlackScholes.Gamma", inputs => Named(Spot(inputs).Gamma));
        table.Add("BlackScholes.Vega", inputs => Named(Spot(inputs).Vega));
        table.Add("BlackScholes.Theta", inputs => Named(Spot(inputs).Theta));
        table.Add("BlackScholes.Rho", inputs => Named(Spot(inputs).Rho));
        table.Add("Black76.All", Black76All);
        table.Add("Black76.Price", Black76Price);
        table.Add("InverseOption", Inverse);
        table.Add("InversePerp.PnlCoin", inputs => new JsonObject
        {
            ["pnlCoin"] = InversePerpetual.PnlCoin(inputs.Number("contractsUsd"), inputs.Number("entry"), inputs.Number("exit")),
            ["pnlAtExitUsd"] = InversePerpetual.PnlQuote(inputs.Number("contractsUsd"), inputs.Number("entry"), inputs.Number("exit")),
        });
        table.Add("Quanto.Price", inputs => new JsonObject
        {
            ["price"] = Quanto.Value(
                Side(inputs), inputs.Number("spot"), inputs.Number("strike"), inputs.Number("years"), inputs.Number("rDomestic"),
                inputs.Number("rForeign"), inputs.Number("dividendYield"), inputs.Number("vol"), inputs.Number("fxVol"),
                inputs.Number("rho"), inputs.Number("fixedFx")),
        });
        table.Add("ImpliedVol.Black", Implied);
        table.Add("NormalisedBlack.Call", inputs => Named(NormalisedBlack.Call(inputs.Number("x"), inputs.Number("s"))));
    }

    private static JsonObject Named(double value) => new() { ["value"] = value, ["published"] = value };

    private static OptionSide Side(JsonObject inputs) => inputs.Text("type") switch
    {
        "call" => OptionSide.Call,
        "put" => OptionSide.Put,
        string other => throw new ArgumentException($"The option type is \"{other}\"; a case writes \"call\" or \"put\"."),
    };

    private static SpotGreeks Spot(JsonObject inputs) => BlackScholes.Greeks(
        Side(inputs), inputs.Number("spot"), inputs.Number("strike"), inputs.Number("years"), inputs.Number("vol"),
        inputs.Number("rate"), inputs.Number("dividendYield"));

    private static JsonObject Black76All(JsonObject inputs)
    {
        OptionGreeks greeks = Black76.Greeks(
            Side(inputs), inputs.Number("forward"), inputs.Number("strike"), inputs.Number("years"), inputs.Number("vol"),
            inputs.Number("discountFactor"), inputs.Number("rate"));
        return new JsonObject
        {
            ["price"] = greeks.Value,
            ["deltaForward"] = greeks.Delta,
            ["gammaForward"] = greeks.Gamma,
            ["vega"] = greeks.Vega,
            ["vanna"] = greeks.Vanna,
            ["volga"] = greeks.Volga,
            ["thetaPerYear"] = greeks.Theta,
            ["dualDelta"] = greeks.DualDelta,
        };
    }

    private static JsonObject Black76Price(JsonObject inputs)
    {
        if (inputs.ContainsKey("rule")) return new JsonObject { ["holds"] = ParityHolds() };
        return new JsonObject
        {
            ["price"] = Black76.Value(
                Side(inputs), inputs.Number("forward"), inputs.Number("strike"), inputs.Number("years"), inputs.Number("vol"),
                inputs.Number("discountFactor")),
        };
    }

    // call − put = discountFactor·(forward − strike) over the grid that the b76-* cases are taken from.
    private static bool ParityHolds()
    {
        foreach (double strike in (double[])[15000, 36000, 54000, 60000, 66000, 96000, 240000])
        foreach (double days in (double[])[1, 7, 30, 91.25, 365, 730])
        foreach (double vol in (double[])[0.1, 0.6, 1.2, 3])
        {
            double discountFactor = Math.Exp(-0.05 * days / 365);
            double call = Black76.Value(OptionSide.Call, 60000, strike, days / 365, vol, discountFactor);
            double put = Black76.Value(OptionSide.Put, 60000, strike, days / 365, vol, discountFactor);
            double difference = discountFactor * (60000 - strike);
            if (Math.Abs(call - put - difference) > Math.Max(1e-9, 1e-12 * Math.Abs(difference))) return false;
        }

        return true;
    }

    private static JsonObject Inverse(JsonObject inputs)
    {
        InverseOption option = InverseOption.Evaluate(
            Side(inputs), inputs.Number("forward"), inputs.Number("strike"), inputs.Number("years"), inputs.Number("vol"),
            inputs.Number("discountFactor"));
        return new JsonObject
        {
            ["priceQuote"] = option.QuoteValue,
            ["priceCoin"] = option.CoinValue,
            ["premiumAdjustedDelta"] = option.PremiumAdjustedDelta,
            ["dCoin_dF"] = option.CoinDelta,
            ["d2Coin_dF2"] = option.CoinGamma,
        };
    }

    private static JsonObject Implied(JsonObject inputs)
    {
        ImpliedVolatilityResult implied = ImpliedVolatility.Black(
            Side(inputs), inputs.Number("undiscountedPrice"), inputs.Number("forward"), inputs.Number("strike"), inputs.Number("years"));
        string status = implied.Status.ToString();
        return new JsonObject { ["vol"] = implied.Volatility, ["status"] = char.ToLowerInvariant(status[0]) + status[1..] };
    }
}
