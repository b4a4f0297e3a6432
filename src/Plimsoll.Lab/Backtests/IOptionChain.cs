using Plimsoll.Instruments;
using Plimsoll.Market;

namespace Plimsoll.Lab.Backtests;

/// <summary>The options there are on one coin by day, and what they are worth the day after.</summary>
internal interface IOptionChain
{
    /// <summary>Index of the coin among the assets.</summary>
    int Asset { get; }

    /// <summary>The time of a day's prices; null where options have none then or on the day after.</summary>
    Timestamp? TimeOf(int day);

    /// <summary>Price of the coin at that time, US dollars.</summary>
    double Spot(int day);

    /// <summary>Everything listed at that time.</summary>
    IReadOnlyList<InstrumentMarket> Listed(int day);

    /// <summary>The option nearest to a tenor and strike; null where none is near.</summary>
    /// <param name="day">The day.</param>
    /// <param name="tenor">Days to expiry.</param>
    /// <param name="deviations">ln(strike/forward) in standard deviations to expiry.</param>
    /// <param name="side">Call or put.</param>
    InstrumentMarket? Nearest(int day, int tenor, double deviations, OptionSide side);

    /// <summary>Value of one contract of an option on the day after, US dollars; NaN where it has none.</summary>
    double ValueNext(int day, InstrumentMarket option);
}
