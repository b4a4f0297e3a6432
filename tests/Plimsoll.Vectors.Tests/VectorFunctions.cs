using System.Text.Json.Nodes;

namespace Plimsoll.Vectors.Tests;

/// <summary>
/// Which of our functions answers which name of the vector files. Each subject registers its own in one static class;
/// a runner takes the case's inputs and returns at least the fields that the case expects.
/// </summary>
internal sealed class VectorFunctions
{
    private readonly Dictionary<string, Func<JsonObject, JsonObject>> runners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> quoted = new(StringComparer.Ordinal);

    private VectorFunctions()
    {
    }

    public static VectorFunctions All { get; } = Registered();

    public IEnumerable<string> Names => runners.Keys.Order(StringComparer.Ordinal);

    public void Add(string function, Func<JsonObject, JsonObject> run)
    {
        if (!runners.TryAdd(function, run)) throw new ArgumentException($"Function '{function}' is registered twice.", nameof(function));
    }

    /// <summary>The same of a function whose cases also quote figures of their source that do not follow from the inputs: those are not compared.</summary>
    public void Add(string function, Func<JsonObject, JsonObject> run, params string[] quotedFields)
    {
        Add(function, run);
        quoted.Add(function, quotedFields);
    }

    /// <summary>Fields that cases of a function only quote.</summary>
    public IReadOnlyCollection<string> Quoted(string function) => quoted.GetValueOrDefault(function) ?? [];

    public Func<JsonObject, JsonObject>? Find(string function) => runners.GetValueOrDefault(function);

    private static VectorFunctions Registered()
    {
        var table = new VectorFunctions();
        DistributionFunctions.AddTo(table);
        PricingFunctions.AddTo(table);
        RiskMeasureFunctions.AddTo(table);
        LiquidityFunctions.AddTo(table);
        SizeFunctions.AddTo(table);
        CollateralFunctions.AddTo(table);
        SviFunctions.AddTo(table);
        PortfolioMarginFunctions.AddTo(table);
        DeleveragingFunctions.AddTo(table);
        SimmFunctions.AddTo(table);
        DydxFunctions.AddTo(table);
        StandardFunctions.AddTo(table);
        DriftFunctions.AddTo(table);
        DeribitFunctions.AddTo(table);
        GmxFunctions.AddTo(table);
        HyperliquidFunctions.AddTo(table);
        DeriveFunctions.AddTo(table);
        ParadexFunctions.AddTo(table);
        VolatilityFunctions.AddTo(table);
        TailFunctions.AddTo(table);
        CopulaFunctions.AddTo(table);
        GarchFunctions.AddTo(table);
        CoverageFunctions.AddTo(table);
        BacktestFunctions.AddTo(table);
        ForecastFunctions.AddTo(table);
        MonitoringFunctions.AddTo(table);
        return table;
    }
}
