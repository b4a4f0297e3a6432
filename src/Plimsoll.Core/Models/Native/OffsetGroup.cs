namespace Plimsoll.Models.Native;

/// <summary>Liquidity classes whose underlyings are tested together and may offset each other.</summary>
/// <param name="Name">Name of the group.</param>
/// <param name="Classes">Its classes, in the parameters' order.</param>
internal sealed record OffsetGroup(string Name, LiquidityClass[] Classes)
{
    /// <summary>Whether its members are pegged to the dollar; a group holds pegged classes alone or none.</summary>
    public bool Peg => Classes[0].Peg == true;
}
