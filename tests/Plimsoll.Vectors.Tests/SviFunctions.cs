using System.Text.Json.Nodes;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Pricing;

namespace Plimsoll.Vectors.Tests;

/// <summary>SVI smiles: svi.json.</summary>
internal static class SviFunctions
{
    public static void AddTo(VectorFunctions table)
    {
        table.Add("Svi.RawToJumpWings", RawToJumpWings);
        table.Add("Svi.JumpWingsToRaw", JumpWingsToRaw);
        table.Add("Svi.NaturalToRaw", inputs => Raw(new SviNatural(
            inputs.Number("delta"), inputs.Number("mu"), inputs.Number("rho"), inputs.Number("omega"), inputs.Number("zeta")).ToRaw(Years(inputs))));
        table.Add("Svi.TotalVariance", TotalVariance);
        table.Add("Svi.DurrlemanG", inputs => new JsonObject { ["g"] = VectorInputs.Array([.. inputs.Numbers("k").Select(Slice(inputs).DurrlemanG)]) });
        table.Add("Svi.ButterflyArbitrage", Butterfly);
        table.Add("Svi.RemoveButterflyBySsvi", RemoveButterfly);
        table.Add("Ssvi.TotalVariance", Ssvi);
        table.Add("Svi.Calibrate", Calibrate);
        table.Add("Svi.CallPrice", CallPrice);
    }

    private static double Years(JsonObject inputs) => inputs.NumberOr("t", 1);

    private static SviSlice Slice(JsonObject inputs) => new(
        inputs.Number("a"), inputs.Number("b"), inputs.Number("rho"), inputs.Number("m"), inputs.Number("sigma"), Years(inputs));

    private static SviJumpWings JumpWings(JsonObject inputs) => new(
        inputs.Number("v"), inputs.Number("psi"), inputs.Number("p"), inputs.Number("c"), inputs.Number("vTilde"));

    private static JsonObject Raw(SviSlice slice) => new()
    {
        ["a"] = slice.A, ["b"] = slice.B, ["rho"] = slice.Rho, ["m"] = slice.M, ["sigma"] = slice.Sigma, ["gMinOnGrid"] = LowestOnGrid(slice),
    };

    // The cases' own grid: k from −2 to 2 in steps of 0.001.
    private static double LowestOnGrid(SviSlice slice) => Enumerable.Range(-2000, 4001).Min(i => slice.DurrlemanG(i / 1000.0));

    private static JsonObject RawToJumpWings(JsonObject inputs)
    {
        SviSlice slice = Slice(inputs);
        var wings = SviJumpWings.Of(slice);
        JsonObject numbers = Numbers(wings);
        numbers["published"] = Numbers(wings);
        numbers["minVariance"] = slice.MinimumTotalVariance;
        numbers["leeLeftSlope"] = slice.LeftSlope;
        numbers["leeRightSlope"] = slice.RightSlope;
        numbers["gMinOnGrid"] = LowestOnGrid(slice);
        return numbers;
    }

    private static JsonObject Numbers(SviJumpWings wings) => new()
    {
        ["v"] = wings.Variance, ["psi"] = wings.Skew, ["p"] = wings.LeftWing, ["c"] = wings.RightWing, ["vTilde"] = wings.MinimumVariance,
    };

    private static JsonObject JumpWingsToRaw(JsonObject inputs) => Raw(JumpWings(inputs).ToRaw(Years(inputs)));

    private static JsonObject TotalVariance(JsonObject inputs)
    {
        SviSlice slice = Slice(inputs);
        (double W, double W1, double W2)[] values = [.. inputs.Numbers("k").Select(slice.Derivatives)];
        return new JsonObject
        {
            ["w"] = VectorInputs.Array([.. values.Select(v => v.W)]),
            ["w1"] = VectorInputs.Array([.. values.Select(v => v.W1)]),
            ["w2"] = VectorInputs.Array([.. values.Select(v => v.W2)]),
        };
    }

    private static JsonObject Butterfly(JsonObject inputs)
    {
        var check = ButterflyCheck.Of(Slice(inputs));
        return new JsonObject
        {
            ["arbitrage"] = check.HasArbitrage, ["kMin"] = check.LowestAt, ["gMin"] = check.Lowest,
            ["intervalLow"] = check.From, ["intervalHigh"] = check.To,
        };
    }

    private static JsonObject RemoveButterfly(JsonObject inputs)
    {
        SviJumpWings repaired = JumpWings(inputs).RepairedBySsvi();
        SviSlice slice = repaired.ToRaw(Years(inputs));
        return new JsonObject
        {
            ["c"] = repaired.RightWing, ["publishedC"] = repaired.RightWing,
            ["vTilde"] = repaired.MinimumVariance, ["publishedVTilde"] = repaired.MinimumVariance,
            ["raw"] = Raw(slice), ["gMinOnGrid"] = LowestOnGrid(slice),
        };
    }

    private static JsonObject Ssvi(JsonObject inputs)
    {
        var slice = SsviSlice.PowerLaw(inputs.Number("theta"), inputs.Number("rho"), inputs.Number("eta"), inputs.Number("gamma"));
        SviSlice raw = slice.ToRaw(1);
        return new JsonObject
        {
            ["phi"] = slice.Phi, ["w"] = VectorInputs.Array([.. inputs.Numbers("k").Select(slice.TotalVariance)]), ["raw"] = Raw(raw),
            ["cond1"] = slice.ButterflyWing, ["cond2"] = slice.ButterflyCurvature, ["gMinOnGrid"] = LowestOnGrid(raw),
        };
    }

    private static JsonObject Calibrate(JsonObject inputs)
    {
        double[] k = inputs.Numbers("k"), w = inputs.Numbers("w");
        SviSlice slice = SviCalibration.Fit(k, w, Enumerable.Repeat(1.0, k.Length).ToArray(), Years(inputs));
        double rmse = Math.Sqrt(k.Zip(w, (x, y) => Math.Pow(slice.TotalVariance(x) - y, 2)).Average());
        JsonObject fitted = Raw(slice);
        fitted["rmseW"] = rmse;
        return fitted;
    }

    private static JsonObject CallPrice(JsonObject inputs)
    {
        SviSlice slice = Slice(inputs);
        double forward = inputs.Number("forward"), discountFactor = inputs.Number("discountFactor");
        double[] k = inputs.Numbers("k");
        return new JsonObject
        {
            ["strike"] = VectorInputs.Array([.. k.Select(x => forward * Math.Exp(x))]),
            ["vol"] = VectorInputs.Array([.. k.Select(slice.Volatility)]),
            ["price"] = VectorInputs.Array([.. k.Select(x =>
                Black76.Value(OptionSide.Call, forward, forward * Math.Exp(x), slice.Years, slice.Volatility(x), discountFactor))]),
        };
    }
}
