using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models.Venues;

/// <summary>What makes one venue's margin its own. Everything that all venues share (gaps, netting, statements, levels) is in <see cref="VenueEvaluator"/>.</summary>
internal interface IVenueRules
{
    /// <summary>Name in messages, as "Deribit portfolio margin".</summary>
    string Venue { get; }

    /// <summary>Currency that all positions and balances are pooled and margined in, USD or what the venue keeps its books in (USDC); null when each settlement currency is margined alone, in its own units.</summary>
    Currency? Home { get; }

    /// <summary>Age from which a mark or an index is missing.</summary>
    TimeSpan OldestPrice => TimeSpan.FromHours(24);

    /// <summary>Equity / maintenance margin under which an account is liquidated.</summary>
    decimal LiquidationRatio => 1m;

    /// <summary>Whether equity equal to that multiple is liquidated too.</summary>
    bool LiquidatesAtEquality => false;

    /// <summary>Equity / maintenance margin under which the venue warns.</summary>
    decimal WarningRatio => 1.1m;

    /// <summary>Whether open orders count for maintenance margin too, so that liquidation levels are those of the account with its orders.</summary>
    bool OrdersCountAtMaintenance => false;

    /// <summary>Why these rules cannot margin an instrument: a clause after "the venue", as "lists no options" or "has no tier table of DOGE here; give one with --tiers"; null when they can.</summary>
    string? WhyNot(InstrumentSymbol symbol);

    /// <summary>What is missing beyond a fresh mark of every instrument and a fresh US dollar price of every currency, or what the venue does not define.</summary>
    /// <param name="account">The account, everything listed and with marks.</param>
    /// <param name="market">The market.</param>
    IEnumerable<DataGap> Gaps(AccountSnapshot account, MarketSnapshot market) => [];

    /// <summary>The part of a holding that does not count at maintenance, in the book's currency, 0 or more.</summary>
    /// <param name="book">The book that the holding belongs to.</param>
    /// <param name="holding">The holding.</param>
    decimal Haircut(VenueBook book, VenueHolding holding) => 0m;

    /// <summary>The requirement of one book, in its currency.</summary>
    VenueMargin Margin(VenueBook book);
}

/// <summary>What an account has in one currency.</summary>
/// <param name="Asset">The currency.</param>
/// <param name="Balance">Units held; below 0 a debt.</param>
/// <param name="Pnl">Unrealised profit and loss of futures and perpetuals that settle in it, units.</param>
/// <param name="Options">Market value of options that settle in it, units.</param>
internal readonly record struct VenueHolding(Currency Asset, decimal Balance, decimal Pnl, decimal Options)
{
    /// <summary>Balance and what the positions are worth, units.</summary>
    public decimal Equity => Balance + Pnl + Options;
}

/// <summary>What a venue asks of one book.</summary>
internal sealed record VenueMargin
{
    /// <summary>The lines, in the book's currency, unrounded unless the venue rounds; they sum to initial and maintenance margin.</summary>
    public required ImmutableArray<MarginLine> Lines { get; init; }

    /// <summary>Parts of the requirement that are one position's own; what they do not explain is shared out by notional. Empty where the rules do not say.</summary>
    public ImmutableArray<VenueShare> Shares { get; init; } = [];

    /// <summary>Part of unrealised gains that does not count at maintenance, in the book's currency.</summary>
    public decimal CostToRealiseGains { get; init; }

    /// <summary>Part of unrealised gains that the initial margin leaves out already, so that it is not held back from withdrawals once more; in the book's currency.</summary>
    public decimal GainsLeftOutInitially { get; init; }

    /// <summary>What a reader should know.</summary>
    public ImmutableArray<MarginWarning> Warnings { get; init; } = [];
}

/// <summary>One position's own part of a requirement.</summary>
/// <param name="Symbol">The instrument.</param>
/// <param name="Initial">Its part of the initial margin, in the book's currency.</param>
/// <param name="Maintenance">Its part of the maintenance margin.</param>
internal readonly record struct VenueShare(InstrumentSymbol Symbol, decimal Initial, decimal Maintenance);
