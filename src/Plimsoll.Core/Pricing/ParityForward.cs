namespace Plimsoll.Pricing;

/// <summary>The call and the put of one strike and expiry, bid and ask, in the unit they are quoted in.</summary>
/// <param name="Strike">Strike; above 0.</param>
/// <param name="CallBid">Best bid of the call; 0 or NaN where there is none.</param>
/// <param name="CallAsk">Best ask of the call.</param>
/// <param name="PutBid">Best bid of the put.</param>
/// <param name="PutAsk">Best ask of the put.</param>
public readonly record struct CallPutPair(double Strike, double CallBid, double CallAsk, double PutBid, double PutAsk)
{
    internal bool IsTwoSided => CallBid > 0 && PutBid > 0 && CallAsk >= CallBid && PutAsk >= PutBid;
}

/// <summary>A forward price implied by put-call parity.</summary>
/// <param name="Forward">Forward price; NaN where no pair was quoted on both sides.</param>
/// <param name="Lowest">Highest of the bounds from selling the synthetic future: the forward is not below it.</param>
/// <param name="Highest">Lowest of the bounds from buying the synthetic future: the forward is not above it.</param>
/// <param name="Pairs">Number of strikes used.</param>
public readonly record struct ParityForward(double Forward, double Lowest, double Highest, int Pairs)
{
    private const int MostPairs = 9;

    /// <summary>The forward of options paid in quote currency, without interest: C − P = F − K.</summary>
    /// <param name="pairs">Pairs of one expiry.</param>
    /// <param name="near">A price near the forward, such as spot; the nine two-sided strikes nearest to it count.</param>
    public static ParityForward Linear(ReadOnlySpan<CallPutPair> pairs, double near) =>
        Of(pairs, near, (strike, difference) => strike + difference);

    /// <summary>The forward of options paid in the coin: C − P = 1 − K/F.</summary>
    /// <param name="pairs">Pairs of one expiry, prices in coin.</param>
    /// <param name="near">A price near the forward, such as spot; the nine two-sided strikes nearest to it count.</param>
    public static ParityForward Inverse(ReadOnlySpan<CallPutPair> pairs, double near) =>
        Of(pairs, near, (strike, difference) => difference < 1 ? strike / (1 - difference) : double.PositiveInfinity);

    // The median weighted by tightness: one stale or crossed strike cannot move it.
    private static ParityForward Of(ReadOnlySpan<CallPutPair> pairs, double near, Func<double, double, double> forward)
    {
        CallPutPair[] used = [.. pairs.ToArray()
            .Where(pair => pair.IsTwoSided && pair.Strike > 0)
            .OrderBy(pair => Math.Abs(Math.Log(pair.Strike / near))).ThenBy(pair => pair.Strike)
            .Take(MostPairs)];
        if (used.Length == 0) return new ParityForward(double.NaN, double.NaN, double.NaN, 0);
        double lowest = double.NegativeInfinity, highest = double.PositiveInfinity, total = 0;
        var implied = new (double Forward, double Weight)[used.Length];
        for (int i = 0; i < used.Length; i++)
        {
            CallPutPair pair = used[i];
            double low = forward(pair.Strike, pair.CallBid - pair.PutAsk), high = forward(pair.Strike, pair.CallAsk - pair.PutBid);
            double middle = forward(pair.Strike, (pair.CallBid + pair.CallAsk - pair.PutBid - pair.PutAsk) / 2);
            implied[i] = (middle, 1 / Math.Max(high - low, 1e-9 * middle));
            (lowest, highest) = (Math.Max(lowest, low), Math.Min(highest, high));
            total += implied[i].Weight;
        }

        Array.Sort(implied, (x, y) => x.Forward.CompareTo(y.Forward));
        double passed = 0;
        int at = 0;
        while (at < implied.Length - 1 && passed + implied[at].Weight < total / 2) passed += implied[at++].Weight;
        return new ParityForward(implied[at].Forward, lowest, highest, used.Length);
    }
}
