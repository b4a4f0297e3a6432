namespace Plimsoll.Models.Derive;

/// <summary>The auction of an account below maintenance margin: bidders take a proportion of all of it at a price that falls with time. USDC.</summary>
/// <param name="MarkToMarket">Value of the account at market, cash included.</param>
/// <param name="MaintenanceMargin">Net maintenance margin, below 0.</param>
/// <param name="ReservedCash">Paid by earlier bidders and kept apart from what is for sale.</param>
/// <param name="Parameters">The rules.</param>
internal sealed record DutchAuction(decimal MarkToMarket, decimal MaintenanceMargin, decimal ReservedCash, DutchAuctionParameters Parameters)
{
    /// <summary>Net margin that ends the auction once it is above 0: maintenance margin with the buffer on the requirement.</summary>
    public decimal BufferMargin => MaintenanceMargin + ((MaintenanceMargin - MarkToMarket) * (decimal)Parameters.BufferMarginPct);

    /// <summary>Whether the account is worth nothing, so that the security module pays the bidder.</summary>
    public bool IsInsolvent => MarkToMarket <= 0m;

    /// <summary>Part of the mark-to-market value asked after a time.</summary>
    /// <param name="seconds">Seconds since the auction started.</param>
    public decimal PartAsked(double seconds)
    {
        double slow = seconds - Parameters.FastLengthSec;
        if (slow < 0) return (decimal)(Parameters.StartingMtmPct - ((Parameters.StartingMtmPct - Parameters.FastCutoffPct) * seconds / Parameters.FastLengthSec));
        return slow > Parameters.SlowLengthSec ? 0m : (decimal)(Parameters.FastCutoffPct * (1 - (slow / Parameters.SlowLengthSec)));
    }

    /// <summary>Greatest proportion that may be bought: what brings the buffer margin to 0, all of it when the account is small.</summary>
    /// <param name="seconds">Seconds since the auction started.</param>
    public decimal MaxProportion(double seconds)
    {
        if (IsInsolvent || MarkToMarket < (decimal)(Parameters.MtmCutoff ?? 0)) return 1m;
        decimal part = PartAsked(seconds), denominator = BufferMargin - (MarkToMarket * part) - (ReservedCash * (1m - part));
        return BufferMargin >= 0m ? 0m : Math.Min(1m, BufferMargin / denominator);
    }

    /// <summary>A bid for a proportion of the account as it stands.</summary>
    /// <param name="wanted">Proportion wanted, in (0, 1].</param>
    /// <param name="seconds">Seconds since the auction started.</param>
    /// <returns>The proportion sold and what the bidder pays for it; below 0 the security module pays the bidder.</returns>
    public AuctionFill Bid(decimal wanted, double seconds)
    {
        decimal proportion = Math.Min(wanted, MaxProportion(seconds));
        return new(proportion, IsInsolvent ? -InsolventPayout(seconds) * proportion : (MarkToMarket - ReservedCash) * PartAsked(seconds) * proportion);
    }

    /// <summary>What the security module pays for all of an insolvent account: from its debt at the start to its missing maintenance margin at the end.</summary>
    /// <param name="seconds">Seconds since the insolvent auction started.</param>
    public decimal InsolventPayout(double seconds)
    {
        decimal passed = Parameters.InsolventLengthSec is { } length ? (decimal)Math.Clamp(seconds / length, 0, 1) : 0m;
        return -Math.Min(0m, MarkToMarket) + ((Math.Min(0m, MarkToMarket) - MaintenanceMargin) * passed);
    }
}

/// <summary>What a bid got.</summary>
/// <param name="Proportion">Part of the account as it stood.</param>
/// <param name="CashFromBidder">Paid by the bidder; below 0 paid to the bidder.</param>
internal readonly record struct AuctionFill(decimal Proportion, decimal CashFromBidder);
