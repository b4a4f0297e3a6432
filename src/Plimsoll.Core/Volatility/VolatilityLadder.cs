using System.Collections.Immutable;

namespace Plimsoll.Volatility;

/// <summary>The volatility for margin: the best rung of the fallback ladder that can be used, within the guard rails, with every reason.</summary>
/// <remarks>Forecasts of realised variance are brought to the level of daily returns: bounces within the day count in the one and not in the other.</remarks>
public static class VolatilityLadder
{
    private const double DaysPerYear = 365.0;
    private const double LeastScale = 0.5;
    private const double GreatestScale = 2.0;
    private const int FewestReturns = 30;

    /// <summary>The forecast.</summary>
    /// <param name="request">History, time and what else is known.</param>
    /// <param name="rules">The rules; the usual ones where null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of the request or the rules lies outside its range.</exception>
    public static SigmaForecast Of(SigmaRequest request, SigmaRules? rules = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        rules ??= SigmaRules.Default;
        rules.Check();
        Check(request);
        DailyHistory history = request.History.Until(request.History.KnownAt(request.At));
        int known = history.Days.Length;
        bool isStale = known == 0 || request.At - history.EndOf(known) > rules.MaximumAge;
        var refused = ImmutableArray.CreateBuilder<(FallbackRung, RungRefusal)>();
        var holds = ImmutableArray.CreateBuilder<SigmaHold>();
        (FallbackRung rung, double sigma, double scale) = Climb(request, rules, history, isStale, refused, holds);
        if (rung <= FallbackRung.Ewma)
        {
            double over = Math.Sqrt(ImpliedOverlay.Default.Over(history, known, sigma * sigma / scale, request.Horizon, upwardOnly: true) * scale);
            Hold(SigmaHoldReason.Implied, ref sigma, Math.Max(sigma, over), holds);
        }

        if (request.Corridor is { } corridor)
        {
            Hold(SigmaHoldReason.Floor, ref sigma, Math.Max(sigma, corridor.Floor / Math.Sqrt(DaysPerYear)), holds);
            Hold(SigmaHoldReason.Cap, ref sigma, Math.Min(sigma, corridor.Cap / Math.Sqrt(DaysPerYear)), holds);
        }

        // Rungs below the forecasts are there because nothing is known: no speed limit keeps them down.
        if (request.LastGood is { } last && rung <= FallbackRung.Ewma)
        {
            TimeSpan passed = request.At - request.LastGoodAt;
            Hold(SigmaHoldReason.MaximumRise, ref sigma, Math.Min(sigma, last * Math.Pow(rules.GreatestRisePerHour, passed.TotalHours)), holds);
            if (rules.LeastFallPerDay is { } fall) Hold(SigmaHoldReason.MaximumFall, ref sigma, Math.Max(sigma, last * Math.Pow(fall, passed.TotalDays)), holds);
        }

        return new(sigma, rung, refused.ToImmutable(), holds.ToImmutable(), scale);
    }

    private static (FallbackRung Rung, double Sigma, double Scale) Climb(
        SigmaRequest request, SigmaRules rules, DailyHistory history, bool isStale, ImmutableArray<(FallbackRung, RungRefusal)>.Builder refused, ImmutableArray<SigmaHold>.Builder holds)
    {
        int known = history.Days.Length;
        foreach (FallbackRung rung in (FallbackRung[])[FallbackRung.Blend, FallbackRung.LogHar, FallbackRung.Ewma])
        {
            RungRefusal? reason = isStale ? RungRefusal.Stale : request.Demoted.Contains(rung) ? RungRefusal.Demoted : rung == FallbackRung.Blend ? Unfed(request, history) : null;
            double variance = reason is null ? Variance(rung, request, history) : double.NaN;
            if (reason is null && !(variance > 0.0 && double.IsFinite(variance))) reason = RungRefusal.TooFewDays;
            if (reason is { } because)
            {
                refused.Add((rung, because));
                continue;
            }

            double scale = rung == FallbackRung.Ewma ? 1.0 : ReturnScale(history, known);
            if (rung == FallbackRung.Blend) HoldMultiplier(variance, VolatilityWalk.At(history, VolatilityMethod.LogHar, known, request.Horizon), holds);
            return (rung, Math.Sqrt(scale * variance), scale);
        }

        double ewma = Variance(FallbackRung.Ewma, request, history), best = Math.Max(ewma > 0.0 ? Math.Sqrt(ewma) : 0.0, request.LastGood ?? 0.0);
        if (best > 0.0) return (FallbackRung.LastGood, rules.LastGoodFactor * best, 1.0);
        refused.Add((FallbackRung.LastGood, RungRefusal.NothingKnown));
        return (FallbackRung.Stressed, request.StressedSigma, 1.0);
    }

    private static double Variance(FallbackRung rung, SigmaRequest request, DailyHistory history) => rung switch
    {
        FallbackRung.Blend => VolatilityWalk.At(history, VolatilityMethod.Blend, history.Days.Length, request.Horizon, request.Trees),
        FallbackRung.LogHar => VolatilityWalk.At(history, VolatilityMethod.LogHar, history.Days.Length, request.Horizon),
        _ => history.Returns.Length >= FewestReturns ? VolatilityWalk.At(history, VolatilityMethod.Ewma, history.Days.Length, request.Horizon) : double.NaN,
    };

    /// <summary>Trees that look at a feature which was always there in training and is not there now answer with the default direction of a split: no forecast.</summary>
    private static RungRefusal? Unfed(SigmaRequest request, DailyHistory history)
    {
        int known = history.Days.Length;
        if (request.Trees?.Fits.LastOrDefault(fit => fit.Horizon == request.Horizon && fit.Known <= known) is not { } trained) return RungRefusal.NoTrees;
        float[][] rows = TreeFeatures.Of(history);
        for (int feature = 0; feature < TreeFeatures.Names.Length; feature++)
        {
            if (!float.IsNaN(rows[^1][feature])) continue;
            if (!float.IsNaN(rows[trained.Known - 1][feature])) return RungRefusal.FeatureMissing;
        }

        return null;
    }

    private static void HoldMultiplier(double variance, double champion, ImmutableArray<SigmaHold>.Builder holds)
    {
        double multiplier = Math.Sqrt(variance / champion);
        if (multiplier <= LearntMultiplier.Least * (1.0 + 1e-12)) holds.Add(new(SigmaHoldReason.LeastMultiplier, multiplier));
        else if (multiplier >= LearntMultiplier.Greatest * (1.0 - 1e-12)) holds.Add(new(SigmaHoldReason.GreatestMultiplier, multiplier));
    }

    /// <summary>Squared daily returns over realised variances of the last 1,000 days, within ½ and 2: what turns a forecast of the one into one of the other.</summary>
    /// <param name="history">The days; those after the known ones are not looked at.</param>
    /// <param name="known">Days known.</param>
    public static double ReturnScale(DailyHistory history, int known)
    {
        ArgumentNullException.ThrowIfNull(history);
        double squares = 0.0, realised = 0.0;
        for (int i = Math.Max(1, known - VolatilityWalk.FitWindow); i < known; i++)
        {
            squares += history.Returns[i - 1] * history.Returns[i - 1];
            realised += history.Variances[i];
        }

        return realised > 0.0 ? Math.Clamp(squares / realised, LeastScale, GreatestScale) : 1.0;
    }

    private static void Hold(SigmaHoldReason reason, ref double sigma, double held, ImmutableArray<SigmaHold>.Builder holds)
    {
        if (held != sigma) holds.Add(new(reason, held / sigma));
        sigma = held;
    }

    private static void Check(SigmaRequest request)
    {
        if (!(request.StressedSigma > 0.0 && double.IsFinite(request.StressedSigma))) throw new ArgumentOutOfRangeException(nameof(request), request.StressedSigma, "The stressed volatility is daily, finite and above 0; 8 % a day is 0.08.");
        if (request.Horizon < 1) throw new ArgumentOutOfRangeException(nameof(request), request.Horizon, "The horizon is at least 1 day.");
        if (request.LastGood is { } last && !(last > 0.0 && double.IsFinite(last))) throw new ArgumentOutOfRangeException(nameof(request), last, "The last good volatility is daily, finite and above 0; leave it out where there is none.");
        if (request.LastGood is not null && request.LastGoodAt > request.At) throw new ArgumentOutOfRangeException(nameof(request), request.LastGoodAt, $"The last good volatility is of a time after {request.At}; give one of before.");
    }
}
