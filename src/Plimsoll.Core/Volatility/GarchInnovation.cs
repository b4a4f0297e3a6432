namespace Plimsoll.Volatility;

/// <summary>The law of z = e/√h, of variance 1.</summary>
internal enum GarchInnovation
{
    /// <summary>Standard normal.</summary>
    Normal = 0,

    /// <summary>Student-t with ν &gt; 2 degrees of freedom, scaled to variance 1.</summary>
    StudentT = 1,
}
