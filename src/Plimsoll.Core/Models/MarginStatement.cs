using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Values;

namespace Plimsoll.Models;

/// <summary>Something a reader should know about a statement.</summary>
/// <param name="Code">Stable name in kebab case, as "depth-missing".</param>
/// <param name="Message">The sentence.</param>
public sealed record MarginWarning(string Code, string Message);

/// <summary>A range of prices of one underlying, in which the account would be liquidated.</summary>
/// <param name="From">Lower end, reporting currency; 0 where it reaches down without end.</param>
/// <param name="To">Upper end; null where it reaches up without end.</param>
public sealed record PriceInterval(decimal From, decimal? To);

/// <summary>Where along one underlying's price the account would be liquidated, everything else unchanged.</summary>
/// <param name="Factor">The underlying.</param>
/// <param name="Below">Nearest price at or below today's at which equity is below maintenance margin; null when there is none.</param>
/// <param name="Above">Nearest such price above; null when there is none.</param>
/// <param name="Intervals">All such prices.</param>
public sealed record LiquidationLevel(string Factor, decimal? Below, decimal? Above, ImmutableArray<PriceInterval> Intervals);

/// <summary>One position's part of the requirement.</summary>
/// <param name="Symbol">The instrument.</param>
/// <param name="Quantity">Signed contracts.</param>
/// <param name="MarkPrice">Mark price in its own unit.</param>
/// <param name="Notional">Signed value of the underlying exposure, reporting currency.</param>
/// <param name="InitialContribution">Its part of the initial margin; below 0 where it hedges the rest.</param>
/// <param name="MaintenanceContribution">Its part of the maintenance margin.</param>
public sealed record PositionContribution(InstrumentSymbol Symbol, decimal Quantity, decimal MarkPrice, Money Notional, Money InitialContribution, Money MaintenanceContribution)
{
    /// <summary>What the initial margin would fall by without the position (leave one out); null where it was not asked for.</summary>
    public Money? InitialMarginal { get; init; }
}

/// <summary>Bounds of a requirement where something was known only within bounds.</summary>
/// <param name="InitialLow">Initial margin at the better end.</param>
/// <param name="InitialHigh">Initial margin at the worse end.</param>
public sealed record MarginBounds(Money InitialLow, Money InitialHigh);

/// <summary>What one netting set needs and has, and why. Totals are made from the lines, never stored beside them.</summary>
public sealed record MarginStatement
{
    /// <summary>Firm, owner, account, netting set.</summary>
    public required AccountPath Account { get; init; }

    /// <summary>The rules that were applied.</summary>
    public required ModelVersion Model { get; init; }

    /// <summary>The moment it is for.</summary>
    public required Timestamp AsOf { get; init; }

    /// <summary>Reporting currency of every amount.</summary>
    public required Currency Currency { get; init; }

    /// <summary>How good the data was.</summary>
    public required DataQuality Quality { get; init; }

    /// <summary>Where the account stands. Under bounded data the best end decides on liquidation, the worse on everything else.</summary>
    public required MarginStatus Status { get; init; }

    /// <summary>Balances at market, debts subtracted.</summary>
    public required Money CollateralValue { get; init; }

    /// <summary>The part of the collateral not counted.</summary>
    public required Money Haircut { get; init; }

    /// <summary>Profit and loss of futures and perpetuals not yet realised.</summary>
    public required Money UnrealisedPnl { get; init; }

    /// <summary>Market value of the options.</summary>
    public required Money OptionValue { get; init; }

    /// <summary>What realising the gains would cost.</summary>
    public required Money CostToRealiseGains { get; init; }

    /// <summary>The lines of the requirement; they sum to initial and maintenance margin.</summary>
    public required ImmutableArray<MarginLine> Lines { get; init; }

    /// <summary>The haircuts by asset.</summary>
    public ImmutableArray<CollateralLine> Collateral { get; init; } = [];

    /// <summary>Positions with their parts of the requirement.</summary>
    public ImmutableArray<PositionContribution> Positions { get; init; } = [];

    /// <summary>Liquidation levels, where they were asked for.</summary>
    public ImmutableArray<LiquidationLevel> LiquidationLevels { get; init; } = [];

    /// <summary>What a reader should know.</summary>
    public ImmutableArray<MarginWarning> Warnings { get; init; } = [];

    /// <summary>Bounds, when <see cref="Quality"/> is bounded.</summary>
    public MarginBounds? Bounds { get; init; }

    /// <summary>The statement of each settlement currency in its own units, where the rules margin them alone; this one is then their sum in US dollars.</summary>
    public ImmutableArray<MarginStatement> Currencies { get; init; } = [];

    /// <summary>The most that may leave the account now.</summary>
    public required Money Withdrawable { get; init; }

    /// <summary>Net asset value: everything at market, no haircut.</summary>
    public Money Nav => CollateralValue + UnrealisedPnl + OptionValue;

    /// <summary>What counts against requirements.</summary>
    public Money Equity => Nav - Haircut - CostToRealiseGains;

    /// <summary>Initial margin.</summary>
    public Money InitialMargin => Sum(line => line.Initial);

    /// <summary>Maintenance margin.</summary>
    public Money MaintenanceMargin => Sum(line => line.Maintenance);

    /// <summary>Equity less initial margin: below 0 no new risk.</summary>
    public Money Excess => Equity - InitialMargin;

    /// <summary>Maintenance margin / equity; null when equity is not above 0.</summary>
    public decimal? MarginRatio => Equity.Amount > 0m ? MaintenanceMargin.Amount / Equity.Amount : null;

    private Money Sum(Func<MarginLine, Money> part) => Lines.Aggregate(Money.Zero(Currency), (total, line) => total + part(line));
}

/// <summary>One asset of the collateral.</summary>
/// <param name="Asset">The currency or coin.</param>
/// <param name="Amount">Units, unrealised profit and loss in it included; below 0 a debt.</param>
/// <param name="Price">Price used, reporting currency for one unit.</param>
/// <param name="Value">Value at that price.</param>
/// <param name="Haircut">Part not counted.</param>
/// <param name="InBook">Units that hedge positions in the same coin and are margined with them, without haircut.</param>
/// <param name="Evidence">The haircut row.</param>
public sealed record CollateralLine(Currency Asset, decimal Amount, decimal Price, Money Value, Money Haircut, decimal InBook, Evidence Evidence);
