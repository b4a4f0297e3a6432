using System.Globalization;
using Plimsoll.Calibration;
using Plimsoll.Lab.Calibrations;

namespace Plimsoll.Cli.Rendering;

/// <summary>A calibration, one row a parameter.</summary>
internal static class CalibrationCsv
{
    /// <summary>Writes the heading and every row.</summary>
    public static void Write(TextWriter output, CalibrationResult result)
    {
        Csv.Row(output, "parameter", "value", "before", "basis", "rule", "sample", "observations", "from", "to", "estimate", "lower", "upper");
        foreach (ParameterEvidence entry in result.Evidence)
            Csv.Row(
                output, entry.Parameter, entry.Value, entry.Before, Text.Kebab(entry.Basis), entry.Rule, entry.Sample, entry.Observations == 0 ? "" : entry.Observations.ToString(CultureInfo.InvariantCulture), entry.From?.ToString(), entry.To?.ToString(),
                Number(entry.Estimate), Number(entry.Lower), Number(entry.Upper));
    }

    private static string Number(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("G10", CultureInfo.InvariantCulture) : "";
}
