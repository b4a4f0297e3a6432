using Plimsoll.Models.Venues;

namespace Plimsoll.Models.Derive;

/// <summary>The rules of the manager that a rulebook is for.</summary>
internal static class DeriveRules
{
    /// <summary>The rules under checked parameters.</summary>
    public static IVenueRules Of(DeriveParameters parameters) => parameters switch
    {
        { Srm: { } srm } => new SrmRules(srm, parameters.Auction),
        { Pmrm: { } pmrm } => new PmrmRules(pmrm, parameters.InterestRate, parameters.Auction),
        _ => new Pmrm2Rules(parameters.Pmrm2!, parameters.InterestRate, parameters.Auction),
    };
}
