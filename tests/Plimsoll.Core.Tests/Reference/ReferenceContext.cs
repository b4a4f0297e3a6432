using System.Collections.Immutable;
using Plimsoll.Market;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Reference;

/// <summary>Everything that depends on the market and the margin period alone.</summary>
internal sealed class ReferenceContext
{
    public ReferenceContext(NativeParameters parameters, MarketSnapshot market, Func<Currency, VolatilitySurface?> surfaces, double hours)
    {
        Parameters = parameters;
        Market = market;
        Hours = hours;
        History = new ReferenceHistory(parameters, market, hours);
        Scenarios = new ReferenceScenarioSets(parameters, market, History);
        Pricing = new ReferencePricing(market, parameters, surfaces);
        Liquidity = new ReferenceLiquidity(parameters, market, Pricing, hours);
        MarketRisk = new ReferenceMarketRiskModel(this);
    }

    public NativeParameters Parameters { get; }
    public MarketSnapshot Market { get; }
    public double Hours { get; }
    public ReferenceHistory History { get; }
    public ReferenceScenarioSets Scenarios { get; }
    public ReferencePricing Pricing { get; }
    public ReferenceLiquidity Liquidity { get; }
    public ReferenceMarketRiskModel MarketRisk { get; }

    public double InitialTail => Parameters.MarketRisk.InitialTail;
    public double MaintenanceTail => Parameters.MarketRisk.MaintenanceTail;

    public LiquidityClass ClassOf(Currency underlying) => Parameters.ClassOf(underlying);
    public bool IsPegged(Currency underlying) => ClassOf(underlying).Peg == true;
}
