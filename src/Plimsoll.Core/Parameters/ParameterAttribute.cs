namespace Plimsoll.Parameters;

/// <summary>What a parameter means, in which unit, and which values it may take. Files are checked, explained and given a schema from this one place.</summary>
/// <param name="meaning">One sentence for a risk officer.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ParameterAttribute(string meaning) : Attribute
{
    /// <summary>One sentence for a risk officer.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>Unit, as "fraction", "days", "USD"; empty for names and lists.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Smallest value allowed, itself included.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>Greatest value allowed, itself included.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;
}
