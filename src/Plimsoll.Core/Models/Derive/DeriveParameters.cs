using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Derive;

/// <summary>The parameters of one of Derive's managers. Formulas in docs/models/derive.md.</summary>
public sealed record DeriveParameters : IModelParameters
{
    /// <summary>Interest rate of every expiry, continuously compounded; the standard manager needs none.</summary>
    [Parameter("Interest rate of every expiry, continuously compounded", Unit = "per year", Minimum = -1, Maximum = 1)]
    public required double InterestRate { get; init; }

    /// <summary>How an account below maintenance margin is auctioned.</summary>
    [Parameter("How an account below maintenance margin is auctioned")]
    public required DutchAuctionParameters Auction { get; init; }

    /// <summary>The standard manager; absent in the rulebook of another.</summary>
    [Parameter("Rules of the standard manager; absent in the rulebook of another")]
    public SrmParameters? Srm { get; init; }

    /// <summary>The first portfolio manager; absent in the rulebook of another.</summary>
    [Parameter("Rules of the portfolio manager PMRM v1; absent in the rulebook of another")]
    public PmrmMarginParameters? Pmrm { get; init; }

    /// <summary>The second portfolio manager; absent in the rulebook of another.</summary>
    [Parameter("Rules of the portfolio manager PMRM_2; absent in the rulebook of another")]
    public Pmrm2MarginParameters? Pmrm2 { get; init; }

    /// <inheritdoc/>
    public ImmutableArray<Problem> Problems()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (new object?[] { Srm, Pmrm, Pmrm2 }.Count(manager => manager is not null) != 1) problems.Add(new("", "there must be exactly one of srm, pmrm and pmrm2; a rulebook is for one manager."));
        if (Auction.FastCutoffPct > Auction.StartingMtmPct)
            problems.Add(new("auction.fastCutoffPct", FormattableString.Invariant($"{Auction.FastCutoffPct} is above startingMtmPct {Auction.StartingMtmPct}; the price only falls.")));
        if (Srm is { } srm) problems.AddRange(srm.Problems());
        if (Pmrm is { } pmrm) problems.AddRange(Scenarios("pmrm", pmrm.Scenarios, pmrm.Underlyings, skew: false));
        if (Pmrm2 is { } pmrm2) problems.AddRange(Scenarios("pmrm2", pmrm2.Scenarios, pmrm2.Underlyings, skew: true));
        return problems.ToImmutable();
    }

    // What the venue's own contract refuses.
    private static IEnumerable<Problem> Scenarios(string place, ImmutableArray<MarginScenario> scenarios, ImmutableArray<Currency> underlyings, bool skew)
    {
        if (underlyings.IsEmpty) yield return new($"{place}.underlyings", "is empty; list the underlyings that the manager takes, as [BTC, ETH].");
        if (scenarios.Length is 0 or > 40) yield return new($"{place}.scenarios", $"there are {scenarios.Length}; give 1 to 40.");
        for (int i = 0; i < scenarios.Length; i++)
        {
            if (scenarios[i].VolShock is not (VolShockDirection.Linear or VolShockDirection.Abs)) continue;
            string at = $"{place}.scenarios[{i}]";
            if (!skew) yield return new(at + ".volShock", "PMRM v1 knows no skew; write none, up or down.");
            if (scenarios[i].SpotShock != 1) yield return new(at + ".spotShock", FormattableString.Invariant($"{scenarios[i].SpotShock} with a skew; a skew scenario leaves spot where it is, write 1."));
            if (scenarios.Take(i).Any(other => other.VolShock == scenarios[i].VolShock)) yield return new(at + ".volShock", "this skew stands twice; once is enough.");
        }
    }
}

/// <summary>The rules of the standard manager.</summary>
public sealed record SrmParameters
{
    /// <summary>Rules by underlying.</summary>
    [Parameter("Rules by underlying; an underlying that stands nowhere is not listed")]
    public required ImmutableArray<SrmMarketParameters> Markets { get; init; }

    /// <summary>What initial margin adds when USDC loses its peg.</summary>
    [Parameter("What initial margin adds when USDC loses its peg")]
    public required DepegParameters Depeg { get; init; }

    /// <summary>The rules of an underlying or coin; null where there are none.</summary>
    internal SrmMarketParameters? Of(Currency asset) => Markets.FirstOrDefault(market => market.Assets.Contains(asset));

    /// <summary>Everything wrong with the rules.</summary>
    internal IEnumerable<Problem> Problems()
    {
        for (int i = 0; i < Markets.Length; i++)
        {
            SrmMarketParameters market = Markets[i];
            string place = $"srm.markets[{i}]";
            foreach (Currency asset in market.Assets.Where(asset => Markets.Take(i).Any(other => other.Assets.Contains(asset)))) yield return new(place + ".assets", $"{asset} stands in another market already; an asset belongs to one.");
            if (market.Perpetual is { } perpetual && perpetual.Mm > perpetual.Im) yield return new(place + ".perpetual.mm", FormattableString.Invariant($"{perpetual.Mm} is above im {perpetual.Im}; maintenance is at most initial."));
            if (market.Option is { } option && option.MinSpotReq > option.MaxSpotReq) yield return new(place + ".option.minSpotReq", FormattableString.Invariant($"{option.MinSpotReq} is above maxSpotReq {option.MaxSpotReq}; a minimum is at most the rate."));
        }
    }
}
