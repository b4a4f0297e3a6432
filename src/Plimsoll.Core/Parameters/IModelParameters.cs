using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Parameters;

/// <summary>The parameters of one margin model, as a rulebook carries them. Properties are named in files in camel case.</summary>
public interface IModelParameters
{
    /// <summary>Everything wrong with these values taken together, beyond each value's own range; places are property paths.</summary>
    ImmutableArray<Problem> Problems();
}

/// <summary>A named, dated and immutable set of margin rules.</summary>
/// <param name="Name">Name, as "plimsoll".</param>
/// <param name="Model">The model that reads the parameters, as "plimsoll".</param>
/// <param name="Version">Version, as "1".</param>
/// <param name="Effective">From when it applies.</param>
/// <param name="Parameters">The model's parameters.</param>
/// <param name="Sha256">Hash of name, model, version, effective date and parameters in canonical form.</param>
public sealed record Rulebook(string Name, string Model, string Version, Timestamp Effective, IModelParameters Parameters, string Sha256)
{
    /// <summary>What statements name as the source of their numbers.</summary>
    public ModelVersion ModelVersion => new(Name, Version, Sha256) { Verified = Verified, Verification = Verification };

    /// <summary>How far the rules reproduce what they claim to.</summary>
    public Verified Verified { get; init; }

    /// <summary>Against what the rules are verified, and what is not.</summary>
    public string Verification { get; init; } = "";

    /// <summary>The products covered, for the list of rulebooks.</summary>
    public string Products { get; init; } = "";
}
