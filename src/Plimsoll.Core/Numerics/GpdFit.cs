namespace Plimsoll.Numerics;

/// <summary>A generalised Pareto tail fitted to the losses above a threshold.</summary>
/// <param name="Tail">The fitted tail.</param>
/// <param name="ShapeError">Standard error of ξ from the observed information; NaN where ξ was held by a limit, or for moments.</param>
/// <param name="ScaleError">Standard error of β; at a held ξ that of β alone.</param>
/// <param name="NegativeLogLikelihood">−ℓ at the fit.</param>
/// <param name="ShapeHeld">Whether a limit on ξ decided, not the sample.</param>
internal readonly record struct GpdFit(GpdTail Tail, double ShapeError, double ScaleError, double NegativeLogLikelihood, bool ShapeHeld)
{
    /// <summary>Maximum likelihood under 1 + ξy/β &gt; 0 for every excess y, within the limits.</summary>
    /// <param name="losses">n losses in any order, losses positive.</param>
    /// <param name="threshold">u; the losses strictly above it are the excesses. A 90 to 92.5 % quantile is usual.</param>
    /// <param name="limits">Caps on ξ and the least number of exceedances; none when null.</param>
    /// <exception cref="ArgumentException">Too few losses lie above the threshold, or one is not finite.</exception>
    /// <remarks>
    /// In θ = ξ/β the best ξ is mean ln(1 + θy) (S. D. Grimshaw, Technometrics 35 (1993) 185–191), so that one dimension is searched as a whole; the estimate
    /// from moments is one of the points. Newton then brings both parameters to full precision.
    /// </remarks>
    public static GpdFit MaximumLikelihood(ReadOnlySpan<double> losses, double threshold, GpdLimits? limits = null)
    {
        limits ??= GpdLimits.None;
        limits.Check();
        double[] excesses = Excesses(losses, threshold, limits.LeastExceedances);
        (double shape, double scale) = Polish(excesses, Search(excesses));
        // The search ends a hair inside −½ where the likelihood still rises beyond it.
        bool held = !(shape > Math.Max(limits.LeastShape, -0.5 + 1e-9) && shape < limits.GreatestShape);
        if (held)
        {
            shape = shape >= limits.GreatestShape ? limits.GreatestShape : limits.LeastShape;
            scale = GpdLikelihood.BestScale(excesses, shape);
        }

        (_, _, double hxx, double hxb, double hbb) = GpdLikelihood.Derivatives(excesses, shape, scale);
        double determinant = (hxx * hbb) - (hxb * hxb);
        return new GpdFit(
            new GpdTail(threshold, shape, scale, excesses.Length, losses.Length),
            held ? double.NaN : Math.Sqrt(-hbb / determinant),
            held ? Math.Sqrt(-1.0 / hbb) : Math.Sqrt(-hxx / determinant),
            -GpdLikelihood.Log(excesses, shape, scale),
            held);
    }

    /// <summary>Probability-weighted moments with plotting positions (i − 0.35)/N: ξ = 2 − a₀/(a₀ − 2a₁), β = 2a₀a₁/(a₀ − 2a₁). Needs ξ below 1.</summary>
    /// <param name="losses">n losses in any order, losses positive.</param>
    /// <param name="threshold">u; the losses strictly above it are the excesses.</param>
    /// <exception cref="ArgumentException">Fewer than three losses lie above the threshold, or one is not finite.</exception>
    /// <remarks>Hosking and Wallis (1987), section 3.2.</remarks>
    public static GpdFit ProbabilityWeightedMoments(ReadOnlySpan<double> losses, double threshold)
    {
        double[] excesses = Excesses(losses, threshold, 3);
        (double shape, double scale) = Moments(excesses);
        return new GpdFit(
            new GpdTail(threshold, shape, scale, excesses.Length, losses.Length), double.NaN, double.NaN, -GpdLikelihood.Log(excesses, shape, scale), false);
    }

    /// <summary>The interval of ξ that a likelihood-ratio test does not reject: 2(ℓ − ℓ(ξ)) ≤ the χ² quantile of one degree of freedom.</summary>
    /// <param name="losses">The losses that were fitted.</param>
    /// <param name="threshold">The threshold of the fit.</param>
    /// <param name="confidence">Of the interval, in (0, 1); 0.95 is usual.</param>
    /// <returns>The two ends; the lower one no lower than −½.</returns>
    public static (double Low, double High) ShapeInterval(ReadOnlySpan<double> losses, double threshold, double confidence)
    {
        GpdFit best = MaximumLikelihood(losses, threshold);
        double[] excesses = Excesses(losses, threshold, 3);
        double z = NormalDistribution.InverseCdf(0.5 + (0.5 * confidence));
        double least = -best.NegativeLogLikelihood - (0.5 * z * z);
        bool Inside(double shape) => GpdLikelihood.Log(excesses, shape, GpdLikelihood.BestScale(excesses, shape)) >= least;
        double End(double inside, double outside)
        {
            for (int i = 0; i < 100 && Math.Abs(outside - inside) > 1e-10; i++)
            {
                double middle = 0.5 * (inside + outside);
                if (Inside(middle)) inside = middle;
                else outside = middle;
            }

            return inside;
        }

        double step = 0.5;
        while (Inside(best.Tail.Shape + step)) step *= 2.0;
        return (Inside(-0.5) ? -0.5 : End(best.Tail.Shape, -0.5), End(best.Tail.Shape, best.Tail.Shape + step));
    }

    /// <summary>Losses above the threshold less the threshold, rising.</summary>
    internal static double[] Excesses(ReadOnlySpan<double> losses, double threshold, int least)
    {
        var excesses = new List<double>();
        foreach (double loss in losses)
        {
            if (!double.IsFinite(loss)) throw new ArgumentException($"A loss is {loss}; every loss must be a finite number.", nameof(losses));
            if (loss > threshold) excesses.Add(loss - threshold);
        }

        if (excesses.Count < least)
            throw new ArgumentException($"{excesses.Count} of {losses.Length} losses lie above {threshold}; at least {least} must. Take a lower threshold.", nameof(threshold));
        excesses.Sort();
        return [.. excesses];
    }

    private static (double Shape, double Scale) Moments(double[] rising)
    {
        double a0 = 0.0, a1 = 0.0;
        int n = rising.Length;
        for (int i = 0; i < n; i++)
        {
            a0 += rising[i] / n;
            a1 += rising[i] * (1.0 - ((i + 1 - 0.35) / n)) / n;
        }

        double rest = a0 - (2.0 * a1);
        return (2.0 - (a0 / rest), 2.0 * a0 * a1 / rest);
    }

    /// <summary>The best θ over a grid in ln(1 + θ·max y), then golden section around it; ξ from −½, where the likelihood is still regular.</summary>
    private static (double Shape, double Scale) Search(double[] rising)
    {
        double greatest = rising[^1], mean = rising.Average();
        double Theta(double log) => Elementary.ExpM1(log) / greatest;
        (double Shape, double Scale) At(double log)
        {
            double theta = Theta(log);
            if (Math.Abs(log) < 1e-9) return (0.0, mean);
            double shape = 0.0;
            foreach (double y in rising) shape += Elementary.Log1P(theta * y) / rising.Length;
            return (shape, shape / theta);
        }

        double Value(double log) => At(log) is var (shape, scale) && shape >= -0.5 ? GpdLikelihood.Log(rising, shape, scale) : double.NegativeInfinity;
        const double Step = 0.25;
        double best = 0.0, value = Value(0.0);
        for (int i = -80; i <= 160; i++)
            if (Value(i * Step) is var found && found > value)
                (best, value) = (i * Step, found);
        (double momentShape, double momentScale) = Moments(rising);
        double momentTheta = momentShape / momentScale * greatest;
        if (momentTheta > -1.0 && Elementary.Log1P(momentTheta) is var start && Value(start) > value) best = start;

        double golden = 0.5 * (Math.Sqrt(5.0) - 1.0), low = best - Step, high = best + Step;
        for (int i = 0; i < 60; i++)
        {
            double left = high - (golden * (high - low)), right = low + (golden * (high - low));
            // Where both are forbidden the allowed part lies above: ξ rises with θ.
            if (Value(left) > Value(right)) high = right;
            else low = left;
        }

        return At(0.5 * (low + high));
    }

    private static (double Shape, double Scale) Polish(double[] excesses, (double Shape, double Scale) start)
    {
        (double shape, double scale) = start;
        double value = GpdLikelihood.Log(excesses, shape, scale);
        for (int i = 0; i < 20; i++)
        {
            (double gx, double gb, double hxx, double hxb, double hbb) = GpdLikelihood.Derivatives(excesses, shape, scale);
            double determinant = (hxx * hbb) - (hxb * hxb);
            if (!(determinant > 0.0 && hxx < 0.0)) break;
            double nextShape = shape - (((hbb * gx) - (hxb * gb)) / determinant);
            double nextScale = scale - (((hxx * gb) - (hxb * gx)) / determinant);
            double next = GpdLikelihood.Log(excesses, nextShape, nextScale);
            if (!(next >= value - (1e-13 * Math.Abs(value)) && nextShape >= -0.5)) break;
            bool still = Math.Abs(nextShape - shape) <= 1e-14 && Math.Abs(nextScale - scale) <= 1e-14 * scale;
            (shape, scale, value) = (nextShape, nextScale, next);
            if (still) break;
        }

        return (shape, scale);
    }
}
