using System.Collections.Immutable;
using Plimsoll.Market;

namespace Plimsoll.Pricing;

/// <summary>A volatility surface fitted to the quotes of one underlying, free of butterfly and calendar arbitrage.</summary>
/// <param name="Surface">The surface; null where no expiry had a slice.</param>
/// <param name="Expiries">One report per expiry of the quotes, nearest first.</param>
public sealed record SurfaceFit(VolatilitySurface? Surface, ImmutableArray<ExpiryFit> Expiries)
{
    /// <summary>Fits every expiry, then takes them in order of time so that each lies nowhere below the one before it.</summary>
    /// <param name="quotes">Quotes of one underlying in any order. Of several at one strike the out-of-the-money one counts; expired ones are left out.</param>
    public static SurfaceFit Fit(ReadOnlySpan<OptionQuote> quotes)
    {
        var expiries = new SortedDictionary<double, List<OptionQuote>>();
        foreach (OptionQuote quote in quotes)
        {
            if (!(quote.Years > 0 && quote.Strike > 0 && quote.Forward > 0)) continue;
            if (!expiries.TryGetValue(quote.Years, out List<OptionQuote>? list)) expiries.Add(quote.Years, list = []);
            list.Add(quote);
        }

        SmileTarget[] targets = [.. expiries.Select(expiry => SmileTarget.Of(expiry.Key, expiry.Value))];
        (SviSlice? Slice, bool Bent)[] best = BestFits(targets);
        ImmutableArray<ExpiryFit>.Builder fits = ImmutableArray.CreateBuilder<ExpiryFit>(targets.Length);
        ImmutableArray<SviSlice>.Builder slices = ImmutableArray.CreateBuilder<SviSlice>(targets.Length);
        SviSlice? before = null;
        for (int i = 0; i < targets.Length; i++)
        {
            ExpiryFit fit = SviFit.Fit(targets[i], best[i].Slice, best[i].Bent, before);
            fits.Add(fit);
            if (fit.Slice is null) continue;
            before = fit.Slice;
            slices.Add(fit.Slice);
        }

        return new SurfaceFit(slices.Count > 0 ? new VolatilitySurface(slices.ToImmutable()) : null, fits.ToImmutable());
    }

    // From the last expiry back, so that each is bent below one that already is.
    private static (SviSlice? Slice, bool Bent)[] BestFits(SmileTarget[] targets)
    {
        var best = new (SviSlice? Slice, bool Bent)[targets.Length];
        SviSlice? after = null;
        for (int i = targets.Length - 1; i >= 0; i--)
        {
            if (targets[i].K.Length < SviFit.FewestQuotes) continue;
            SviSlice free = SviFit.Calibrate(targets[i]);
            SviSlice bent = after is null ? free : SviFit.BendBelow(targets[i], free, after);
            best[i] = (bent, !ReferenceEquals(bent, free));
            after = bent;
        }

        return best;
    }
}
