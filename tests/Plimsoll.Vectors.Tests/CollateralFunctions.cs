using System.Text.Json.Nodes;
using Plimsoll.Collateral;

namespace Plimsoll.Vectors.Tests;

/// <summary>Haircuts: collateral.json.</summary>
internal static class CollateralFunctions
{
    public static void AddTo(VectorFunctions table)
    {
        table.Add("Haircut.Var", inputs => new JsonObject
        {
            ["haircut"] = HaircutRate.FromVolatility(
                inputs.Number("sigmaDaily"), inputs.Number("days"), inputs.Number("confidence"), inputs.Number("liquidity")),
        });
        table.Add("Collateral.TieredValue", inputs =>
        {
            HaircutSchedule schedule = HaircutSchedule.Create(SizeFunctions.Brackets(inputs, "haircut"));
            double value = inputs.Number("value");
            return new JsonObject
            {
                ["collateralValue"] = schedule.CountedValue(value),
                ["effectiveHaircut"] = schedule.EffectiveHaircut(value),
            };
        });
    }
}
