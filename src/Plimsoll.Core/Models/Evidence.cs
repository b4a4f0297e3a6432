using System.Collections.Immutable;

namespace Plimsoll.Models;

/// <summary>Why a line is what it is. Typed; sentences are made from it at the edge.</summary>
public abstract record Evidence
{
    private Evidence() { }

    /// <summary>The line is only the sum of the lines below it.</summary>
    public sealed record Sum : Evidence
    {
        /// <summary>The only instance.</summary>
        public static Sum Instance { get; } = new();
    }

    /// <summary>The line is one position's part of the line above it.</summary>
    public sealed record Share : Evidence
    {
        /// <summary>The only instance.</summary>
        public static Share Instance { get; } = new();
    }

    /// <summary>The leg of the market-risk measure that binds, and the scenarios it rests on.</summary>
    /// <param name="InitialLeg">Binding leg of the initial margin: "core expected shortfall", "grid", "stress blend", "stress library".</param>
    /// <param name="MaintenanceLeg">Binding leg of the maintenance margin.</param>
    /// <param name="Dynamics">Smile dynamics that counted: "sticky moneyness" or "sticky strike".</param>
    /// <param name="Legs">Every leg of the initial margin with its value in the reporting currency.</param>
    /// <param name="Scenarios">The scenarios of the binding initial leg, worst first, at most ten.</param>
    public sealed record MarketRisk(string InitialLeg, string MaintenanceLeg, string Dynamics, ImmutableArray<NamedValue> Legs, ImmutableArray<ScenarioLoss> Scenarios) : Evidence;

    /// <summary>A point on a size curve.</summary>
    /// <param name="Notional">Exposure to close out, reporting currency.</param>
    /// <param name="Capacity">What the market absorbs in one margin period of risk, reporting currency.</param>
    /// <param name="TimesToLiquidate">Notional / capacity.</param>
    /// <param name="Multiplier">The curve's value there.</param>
    /// <param name="CapacityFrom">What set the capacity: "volume", "depth" or "floor".</param>
    public sealed record Curve(double Notional, double Capacity, double TimesToLiquidate, double Multiplier, string CapacityFrom) : Evidence;

    /// <summary>A haircut row.</summary>
    /// <param name="Rate">Fraction not counted in the first bracket.</param>
    /// <param name="Cap">Value in reporting currency from which nothing more is counted.</param>
    public sealed record HaircutRow(double Rate, double Cap) : Evidence;

    /// <summary>Every scenario of a venue's set, in the venue's order.</summary>
    /// <param name="All">Name, loss (below 0 a gain) and weight of each.</param>
    /// <param name="Worst">Index of the one that counts; -1 where none loses.</param>
    public sealed record ScenarioSet(ImmutableArray<ScenarioLoss> All, int Worst) : Evidence;

    /// <summary>Deribit's risk matrix with its steps, as private/pme/simulate shows them. Profit and loss in the settlement currency, a loss below 0.</summary>
    /// <param name="Instruments">Profit and loss of each instrument (initial_risk_vectors).</param>
    /// <param name="Pairs">Their sums by underlying and settlement currency (pre_aggregated_risk_vectors).</param>
    /// <param name="Counted">The same as far as gains offset and the extended table is dampened (aggregated_risk_vectors).</param>
    /// <param name="Worst">The scenario that the worst case is taken from.</param>
    public sealed record RiskMatrix(ImmutableArray<RiskVectors> Instruments, ImmutableArray<RiskVectors> Pairs, ImmutableArray<RiskVectors> Counted, RiskMatrixBucket Worst) : Evidence;

    /// <summary>Named numbers that the line was computed from.</summary>
    /// <param name="Values">Name, value and unit of each.</param>
    public sealed record Numbers(ImmutableArray<NamedValue> Values) : Evidence;
}

/// <summary>A number with its name and unit.</summary>
/// <param name="Name">What it is, as "cost of impact".</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Unit, as "USD" or "fraction".</param>
public readonly record struct NamedValue(string Name, double Value, string Unit);

/// <summary>A loss in one scenario.</summary>
/// <param name="Scenario">Name or date of the scenario, as "core 2024-08-05" or "BTC -18.2 %, vol up".</param>
/// <param name="Loss">Loss in the reporting currency, above 0 when lost.</param>
/// <param name="Weight">Its weight in the measure.</param>
public readonly record struct ScenarioLoss(string Scenario, double Loss, double Weight);

/// <summary>Profit and loss in the scenarios of a risk matrix.</summary>
/// <param name="Subject">The instrument, or underlying and settlement currency as "btc_btc".</param>
/// <param name="Standard">Lowest price first, with volatility up, same and down at each price.</param>
/// <param name="Extended">Far moves with volatility up, lowest price first.</param>
public sealed record RiskVectors(string Subject, ImmutableArray<double> Standard, ImmutableArray<double> Extended);

/// <summary>Which scenario of a risk matrix is the worst; the first of equals, the standard table before the extended one.</summary>
/// <param name="Source">"standard" or "extended".</param>
/// <param name="Index">Its place in that table's vector, from 1.</param>
/// <param name="Bucket">The place of its price move in that table, from 1.</param>
/// <param name="Side">"left" where the price falls, "right" where it rises, "middle" where it stays.</param>
/// <param name="Pnl">The profit and loss there over all pairs, 0 or less; settlement currency.</param>
public sealed record RiskMatrixBucket(string Source, int Index, int Bucket, string Side, double Pnl);
