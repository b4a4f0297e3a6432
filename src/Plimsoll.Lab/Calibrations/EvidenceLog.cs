using Plimsoll.Calibration;

namespace Plimsoll.Lab.Calibrations;

/// <summary>Collects evidence while parameters are made.</summary>
internal sealed class EvidenceLog
{
    private readonly List<ParameterEvidence> entries = [];

    public ImmutableArray<ParameterEvidence> All => [.. entries];

    /// <summary>A value made from data.</summary>
    public double Measured(string parameter, double value, double before, string rule, QuantileEstimate? estimate = null, string? sample = null, Timestamp? from = null, Timestamp? to = null)
    {
        Add(EvidenceBasis.Measured, parameter, value, before, rule, estimate, sample, from, to);
        return value;
    }

    /// <summary>A value that stays, with what the data says.</summary>
    public double Checked(string parameter, double value, string rule, QuantileEstimate? estimate = null, string? sample = null, Timestamp? from = null, Timestamp? to = null)
    {
        Add(EvidenceBasis.Checked, parameter, value, value, rule, estimate, sample, from, to);
        return value;
    }

    /// <summary>Anything else; a later word on a parameter takes the place of an earlier one.</summary>
    public void Add(ParameterEvidence entry)
    {
        entries.RemoveAll(other => other.Parameter == entry.Parameter);
        entries.Add(entry);
    }

    /// <summary>A number as rulebooks write it.</summary>
    public static string Text(double value) => value.ToString("0.###############", CultureInfo.InvariantCulture);

    private void Add(EvidenceBasis basis, string parameter, double value, double before, string rule, QuantileEstimate? estimate, string? sample, Timestamp? from, Timestamp? to) =>
        Add(new ParameterEvidence(parameter, Text(value), basis, rule)
        {
            Before = Text(before), Sample = sample, Observations = estimate?.Observations ?? 0, From = from, To = to, Estimate = estimate?.Value, Lower = estimate?.Lower, Upper = estimate?.Upper,
        });
}
