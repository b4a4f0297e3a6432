namespace Plimsoll.Liquidation;

/// <summary>Whether a grouped insurance pool starts automatic deleveraging, and of how much loss.</summary>
/// <param name="PnlRatio">Fall of the symbol's P&amp;L from its 8-hour high as a fraction of the pool's 8-hour high; below 0 is a fall.</param>
/// <param name="Triggered">Whether deleveraging starts.</param>
/// <param name="Loss">The loss that the deleveraged take over: what exceeds the threshold, or what the pool lacks.</param>
/// <param name="Stopped">Whether deleveraging that runs would stop.</param>
internal readonly record struct InsurancePoolDecision(decimal PnlRatio, bool Triggered, decimal Loss, bool Stopped);

/// <summary>Deleveraging that starts before the insurance pool is empty, as Bybit does it.</summary>
/// <param name="Threshold">Pool balance above which the fall of a symbol's P&amp;L counts; at or below 0 balance deleveraging starts in any case.</param>
/// <param name="TriggerRatio">Ratio at which it starts, as -0.3.</param>
/// <param name="StopRatio">Ratio above which it stops, as -0.25.</param>
/// <remarks>
/// Bybit API documentation, GET /v5/market/adlAlert. Its rule has "below", its second example starts at exactly −30 %: the ratio itself triggers here.
/// </remarks>
internal sealed record InsurancePoolTrigger(decimal Threshold, decimal TriggerRatio, decimal StopRatio)
{
    /// <summary>The decision for one symbol of a pool.</summary>
    /// <param name="poolHigh">Greatest balance of the pool in the last 8 hours; above 0.</param>
    /// <param name="pnlChange">The symbol's P&amp;L less its 8-hour high; a fall is below 0.</param>
    /// <param name="balance">Balance of the pool now.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pool's high is not above 0 while its balance is.</exception>
    public InsurancePoolDecision Decide(decimal poolHigh, decimal pnlChange, decimal balance)
    {
        if (balance > 0m && poolHigh <= 0m) throw new ArgumentOutOfRangeException(nameof(poolHigh), poolHigh, "The 8-hour high of a pool with money in it is above 0.");
        decimal ratio = poolHigh > 0m ? pnlChange / poolHigh : 0m;
        if (balance <= 0m) return new(ratio, true, -balance, false);
        bool triggered = balance > Threshold && ratio <= TriggerRatio;
        return new(ratio, triggered, triggered ? (TriggerRatio - ratio) * poolHigh : 0m, ratio > StopRatio);
    }
}
