using System.Globalization;
using Plimsoll.Lab.Calibrations;

namespace Plimsoll.Cli.Rendering;

/// <summary>A walk: by asset and in order of time a row for what happened and one for the day. Column "what" tells them apart: day, or the kind of event.</summary>
internal static class WalkForwardCsv
{
    /// <summary>Writes the heading and every row.</summary>
    public static void Write(TextWriter output, WalkForwardResult result)
    {
        Csv.Row(output, "time", "asset", "what", "cause", "text", "estimate", "published", "regime", "newFactor", "existingFactor", "alert", "class");
        foreach (WalkForwardAsset asset in result.Assets)
        {
            int next = 0;
            foreach (WalkForwardDay day in asset.Days)
            {
                for (; next < asset.Events.Length && asset.Events[next].Time <= day.Time; next++) Event(output, asset, asset.Events[next]);
                Csv.Row(
                    output, day.Time.ToString(), asset.Asset.Code, "day", null, null, Number(day.Estimate), Number(day.Published), Text.Kebab(day.Regime), Number(day.NewFactor), Number(day.ExistingFactor), Text.Kebab(day.Alert), day.Class);
            }

            for (; next < asset.Events.Length; next++) Event(output, asset, asset.Events[next]);
        }
    }

    private static void Event(TextWriter output, WalkForwardAsset asset, WalkForwardEvent one) => Csv.Row(output, one.Time.ToString(), asset.Asset.Code, one.Kind, one.Cause, one.Text, null, null, null, null, null, null, null);

    private static string Number(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("G10", CultureInfo.InvariantCulture) : "";
}
