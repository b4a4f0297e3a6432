namespace Plimsoll.Instruments;

/// <summary>What an option gives the right to do.</summary>
public enum OptionSide
{
    /// <summary>The right to buy.</summary>
    Call,

    /// <summary>The right to sell.</summary>
    Put,
}

/// <summary>What kind of derivative an instrument is.</summary>
public enum InstrumentKind
{
    /// <summary>A future without expiry, kept near its index by funding payments.</summary>
    Perpetual,

    /// <summary>A future that settles at its expiry.</summary>
    DatedFuture,

    /// <summary>A European option.</summary>
    Option,
}
