namespace Plimsoll.Models.Paradex;

/// <summary>The greatest position that open orders can lead to on either side.</summary>
/// <param name="Position">Signed units held.</param>
/// <param name="Buys">Units of all buy orders, 0 or more.</param>
/// <param name="Sells">Units of all sell orders, 0 or more.</param>
internal readonly record struct OpenSize(decimal Position, decimal Buys, decimal Sells)
{
    /// <summary>Size when all buy orders are filled and no other.</summary>
    public decimal Buy => Math.Max(0m, Buys + Position);

    /// <summary>Size when all sell orders are filled and no other.</summary>
    public decimal Sell => Math.Max(0m, Sells - Position);

    /// <summary>The greater of the two, which the requirement is taken of.</summary>
    public decimal Greater => Math.Max(Buy, Sell);

    /// <summary>Both together, as the page on risk checks counts the size that an order adds to; the page on cross margin counts <see cref="Greater"/>.</summary>
    public decimal Both => Buy + Sell;

    /// <summary>With another order.</summary>
    /// <param name="order">Signed units.</param>
    public OpenSize With(decimal order) => order > 0m ? this with { Buys = Buys + order } : this with { Sells = Sells - order };

    /// <summary>Initial margin of a perpetual before provisions.</summary>
    public decimal NetInitial(decimal initialFraction, decimal mark) => Greater * initialFraction * mark;
}
