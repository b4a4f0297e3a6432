namespace Plimsoll.Validation;

/// <summary>Losses of forecasts that the truth minimises in expectation: for ranking models, never for passing one alone.</summary>
public static class ForecastLoss
{
    /// <summary>FZ0 of a pair of VaR and ES, with v = −VaR, e = −ES and y = −L: −1{y ≤ v}(v − y)/(a·e) + v/e + ln(−e) − 1.</summary>
    /// <param name="loss">L.</param>
    /// <param name="valueAtRisk">VaR as a loss.</param>
    /// <param name="expectedShortfall">ES as a loss, above 0.</param>
    /// <param name="tailProbability">a in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">ES is not above 0, or a out of range.</exception>
    /// <remarks>T. Fissler, J. F. Ziegel, Ann. Statistics 44 (2016) 1680–1707; the form of A. Patton, J. Ziegel, R. Chen, J. Econometrics 211 (2019) 388–413.</remarks>
    public static double FisslerZiegel(double loss, double valueAtRisk, double expectedShortfall, double tailProbability)
    {
        if (!(expectedShortfall > 0.0)) throw new ArgumentOutOfRangeException(nameof(expectedShortfall), expectedShortfall, "The score needs an expected shortfall above 0.");
        double excess = loss >= valueAtRisk ? (loss - valueAtRisk) / Series.Probability(tailProbability, nameof(tailProbability)) : 0.0;
        return ((excess + valueAtRisk) / expectedShortfall) + Math.Log(expectedShortfall) - 1.0;
    }

    /// <summary>Tick loss of a VaR alone: a·(VaR − L) where the loss stays below, (1 − a)·(L − VaR) above.</summary>
    /// <param name="loss">L.</param>
    /// <param name="valueAtRisk">VaR as a loss.</param>
    /// <param name="tailProbability">a in (0, 1).</param>
    /// <remarks>R. Koenker, G. Bassett, Econometrica 46 (1978) 33–50.</remarks>
    public static double Pinball(double loss, double valueAtRisk, double tailProbability) =>
        loss > valueAtRisk ? (1.0 - tailProbability) * (loss - valueAtRisk) : tailProbability * (valueAtRisk - loss);

    /// <summary>QLIKE of a variance forecast in its Gaussian form: ln h + y/h.</summary>
    /// <param name="realised">y, a realised variance, 0 or more.</param>
    /// <param name="forecast">h, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">h is not above 0.</exception>
    /// <remarks>A. J. Patton, "Volatility forecast comparison using imperfect volatility proxies", J. Econometrics 160 (2011) 246–256.</remarks>
    public static double Qlike(double realised, double forecast) => Math.Log(Positive(forecast)) + (realised / forecast);

    /// <summary>QLIKE as a distance, 0 where forecast and realisation agree: y/h − ln(y/h) − 1.</summary>
    /// <param name="realised">y; a value below the floor counts as the floor, as a day without a move would have infinite loss.</param>
    /// <param name="forecast">h, above 0.</param>
    /// <param name="floor">Least y, above 0; 1e-12 is a move of 0.0001 %.</param>
    /// <exception cref="ArgumentOutOfRangeException">h or the floor is not above 0.</exception>
    public static double QlikeDistance(double realised, double forecast, double floor = 1e-12)
    {
        double ratio = Math.Max(realised, Positive(floor)) / Positive(forecast);
        return ratio - Math.Log(ratio) - 1.0;
    }

    /// <summary>(y − h)².</summary>
    /// <param name="realised">y.</param>
    /// <param name="forecast">h.</param>
    public static double SquaredError(double realised, double forecast) => (realised - forecast) * (realised - forecast);

    private static double Positive(double value) => value > 0.0
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A variance forecast is above 0.");
}
