namespace Plimsoll.Volatility;

/// <summary>
/// Free coordinates in which every point is an allowed model and returns of any unit look alike: mean and level in units of the sample, persistence by a logistic below its bound,
/// the parts of persistence as shares, ν by a logistic between its bounds.
/// </summary>
internal sealed class GarchCoordinates
{
    private readonly GarchSpecification specification;
    private readonly GarchFitOptions options;
    private readonly double mean, variance;
    private readonly int[] parts;

    /// <summary>Coordinates for one series.</summary>
    /// <param name="likelihood">The series and the model.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="isTargeted">Whether ω = s²(1 − persistence).</param>
    /// <param name="isBound">Whether persistence stands at its bound.</param>
    public GarchCoordinates(GarchLikelihood likelihood, GarchFitOptions options, bool isTargeted, bool isBound)
    {
        specification = likelihood.Specification;
        this.options = options;
        mean = likelihood.SampleMean;
        variance = likelihood.SampleVariance;
        IsTargeted = isTargeted;
        IsBound = isBound;
        // What persistence is the sum of: α and β, or α/2, (α + γ)/2 and β. All but the last have a coordinate.
        parts = specification.Kind switch
        {
            GarchKind.Garch => [0, 1],
            GarchKind.Gjr => [0, 1, 2],
            _ => [],
        };
    }

    public bool IsTargeted { get; }

    public bool IsBound { get; }

    /// <summary>How many coordinates there are.</summary>
    public int Count => 1 + (IsTargeted ? 0 : 1) + (IsBound ? 0 : 1) + (specification.Kind == GarchKind.Egarch ? 2 : parts.Length - 1) + (specification.HasShape ? 1 : 0);

    /// <summary>Coordinates of a model with the sample's mean and level.</summary>
    /// <param name="shock">Share of the impact of the last return, α or its like.</param>
    /// <param name="decay">β.</param>
    /// <param name="shape">ν.</param>
    public double[] Start(double shock, double decay, double shape)
    {
        var point = new double[Count];
        int at = 1;
        double persistence = Math.Min(shock + decay, 0.999 * options.MaximumPersistence);
        bool isLog = specification.Kind == GarchKind.Egarch;
        if (isLog) persistence = Math.Min(0.98, 0.999 * options.MaximumPersistence);
        if (!IsTargeted) point[at++] = isLog ? 0.0 : Math.Log(Math.Max(1e-6, 1.0 - persistence));
        if (!IsBound) point[at++] = Logit(persistence / options.MaximumPersistence);
        if (isLog)
        {
            point[at++] = 0.0;
            point[at++] = shock;
        }
        else
        {
            double part = specification.Kind == GarchKind.Gjr ? 0.5 * shock : shock;
            for (int i = 0; i < parts.Length - 1; i++) point[at++] = Math.Log(part / decay);
        }

        if (specification.HasShape)
            point[at] = Logit(Math.Clamp((shape - options.FewestDegreesOfFreedom) / (options.MostDegreesOfFreedom - options.FewestDegreesOfFreedom), 0.001, 0.999));
        return point;
    }

    /// <summary>The same point without the coordinate of persistence.</summary>
    public double[] ToBound(double[] point)
    {
        int at = IsTargeted ? 1 : 2;
        return [.. point.AsSpan(0, at), .. point.AsSpan(at + 1)];
    }

    /// <summary>The model at a point.</summary>
    public GarchParameters ToParameters(ReadOnlySpan<double> point) => ToParameters(point, new double[GarchParameters.Count * Count]);

    /// <summary>The model at a point, and ∂parameter/∂coordinate: 6 rows of <see cref="Count"/>.</summary>
    public GarchParameters ToParameters(ReadOnlySpan<double> point, double[] slopes)
    {
        const int Mean = GarchParameters.MeanAt, Omega = GarchParameters.OmegaAt, Alpha = GarchParameters.AlphaAt, Gamma = GarchParameters.GammaAt, Beta = GarchParameters.BetaAt, Shape = GarchParameters.ShapeAt;
        int count = Count, at = 0;
        Array.Clear(slopes);
        Span<double> values = stackalloc double[GarchParameters.Count];
        double unit = Math.Sqrt(variance);
        values[Mean] = mean + (unit * point[at]);
        slopes[(Mean * count) + at++] = unit;

        int levelAt = IsTargeted ? -1 : at++;
        int persistenceAt = IsBound ? -1 : at++;
        double share = IsBound ? 1.0 : Logistic(point[persistenceAt]);
        double persistence = options.MaximumPersistence * share, persistenceSlope = persistence * (1.0 - share);
        if (specification.Kind == GarchKind.Egarch)
        {
            values[Beta] = persistence;
            // The level in units of the sample: ω − (1 − β) ln s².
            values[Omega] = point[levelAt] + ((1.0 - persistence) * Math.Log(variance));
            slopes[(Omega * count) + levelAt] = 1.0;
            if (persistenceAt >= 0)
            {
                slopes[(Beta * count) + persistenceAt] = persistenceSlope;
                slopes[(Omega * count) + persistenceAt] = -persistenceSlope * Math.Log(variance);
            }

            values[Alpha] = point[at];
            slopes[(Alpha * count) + at++] = 1.0;
            values[Gamma] = point[at];
            slopes[(Gamma * count) + at++] = 1.0;
        }
        else
        {
            values[Omega] = IsTargeted ? variance * (1.0 - persistence) : variance * Math.Exp(point[levelAt]);
            if (levelAt >= 0) slopes[(Omega * count) + levelAt] = values[Omega];
            if (persistenceAt >= 0 && IsTargeted) slopes[(Omega * count) + persistenceAt] = -variance * persistenceSlope;
            Shares(point, ref at, persistence, persistenceAt, persistenceSlope, values, slopes);
        }

        if (specification.HasShape)
        {
            double span = options.MostDegreesOfFreedom - options.FewestDegreesOfFreedom, part = Logistic(point[at]);
            values[Shape] = options.FewestDegreesOfFreedom + (span * part);
            slopes[(Shape * count) + at] = span * part * (1.0 - part);
        }

        return GarchParameters.From(values);
    }

    private void Shares(ReadOnlySpan<double> point, ref int at, double persistence, int persistenceAt, double persistenceSlope, Span<double> values, double[] slopes)
    {
        int count = Count, last = parts.Length - 1, first = at;
        Span<double> shares = stackalloc double[parts.Length];
        double most = 0.0, sum = 0.0;
        for (int i = 0; i < last; i++) most = Math.Max(most, point[first + i]);
        for (int i = 0; i <= last; i++) sum += shares[i] = Math.Exp((i < last ? point[first + i] : 0.0) - most);
        for (int i = 0; i <= last; i++) shares[i] /= sum;
        at += last;

        for (int i = 0; i <= last; i++)
        {
            Add(i, persistence * shares[i], -1, values, slopes);
            if (persistenceAt >= 0) Add(i, persistenceSlope * shares[i], persistenceAt, values, slopes);
            for (int j = 0; j < last; j++) Add(i, persistence * shares[i] * ((i == j ? 1.0 : 0.0) - shares[j]), first + j, values, slopes);
        }

        // Coordinate −1 is the value itself.
        void Add(int part, double amount, int coordinate, Span<double> values, double[] slopes)
        {
            void To(int parameter, double weight, Span<double> values)
            {
                if (coordinate < 0) values[parameter] += weight * amount;
                else slopes[(parameter * count) + coordinate] += weight * amount;
            }

            if (part == last) To(GarchParameters.BetaAt, 1.0, values);
            else if (last == 1) To(GarchParameters.AlphaAt, 1.0, values);
            else if (part == 1) To(GarchParameters.GammaAt, 2.0, values);
            else
            {
                To(GarchParameters.AlphaAt, 2.0, values);
                To(GarchParameters.GammaAt, -2.0, values);
            }
        }
    }

    private static double Logistic(double x) => x >= 0.0 ? 1.0 / (1.0 + Math.Exp(-x)) : Math.Exp(x) / (1.0 + Math.Exp(x));

    private static double Logit(double share) => Math.Log(share / (1.0 - share));
}
