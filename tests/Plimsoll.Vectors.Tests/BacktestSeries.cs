using System.Text.Json.Nodes;
using Plimsoll.Numerics;

namespace Plimsoll.Vectors.Tests;

/// <summary>
/// The series of data_backtest600.json as losses with the forecasts of one of its two models: normal, or Student's t with 4 degrees of freedom, both of
/// volatility s and mean 0.
/// </summary>
internal sealed class BacktestSeries
{
    private readonly JsonObject data;
    private readonly bool normal;

    public BacktestSeries(JsonObject inputs, string model)
    {
        data = inputs.Data("data");
        normal = model switch
        {
            "normal" => true,
            "t4" => false,
            _ => throw new NotSupportedException($"Model '{model}' is unknown; known are normal and t4."),
        };
        TailProbability = inputs.NumberOr("alpha", data.Number("alpha"));
        Losses = [.. data.Numbers("r").Select(r => -r)];
        Volatilities = data.Numbers("s");
        // The file's forecasts, whatever tail probability a case holds against them.
        ValuesAtRisk = Printed("q");
        ExpectedShortfalls = Printed("e");
    }

    public BacktestSeries(JsonObject inputs)
        : this(inputs, inputs.Text("model"))
    {
    }

    public double TailProbability { get; }

    public double[] Losses { get; }

    public double[] Volatilities { get; }

    public double[] ValuesAtRisk { get; }

    public double[] ExpectedShortfalls { get; }

    /// <summary>The forecast distribution function at each P&amp;L.</summary>
    public double[] Transforms => [.. Losses.Zip(Volatilities, (loss, s) => normal ? NormalDistribution.Cdf(-loss / s) : StudentT.Cdf(-loss / s * Math.Sqrt(2.0), 4.0))];

    /// <summary>Φ⁻¹ of them; of the normal model the standardised P&amp;L itself.</summary>
    public double[] Normals => normal
        ? [.. Losses.Zip(Volatilities, (loss, s) => -loss / s)]
        : [.. Transforms.Select(NormalDistribution.InverseCdf)];

    /// <summary>A series that a case describes: r, s, r^2, s^2, or a column's name.</summary>
    public static double[] Column(JsonObject inputs, string name)
    {
        string text = inputs.Text(name);
        double[] values = inputs.Data("data").Numbers(text[..1]);
        return text.Length == 1 ? values : text[1..] switch
        {
            "^2" => [.. values.Select(x => x * x)],
            _ => throw new NotSupportedException($"Series '{text}' is unknown; known are a column or its square, as r^2."),
        };
    }

    private double[] Printed(string column) => [.. data.Numbers(normal ? column : column + "2").Select(x => -x)];
}
