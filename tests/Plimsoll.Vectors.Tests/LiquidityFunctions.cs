using System.Text.Json.Nodes;
using Plimsoll.Liquidity;

namespace Plimsoll.Vectors.Tests;

/// <summary>Order books, impact, execution and manipulation: liquidity.json and cascade.json.</summary>
internal static class LiquidityFunctions
{
    public static void AddTo(VectorFunctions table)
    {
        table.Add("AlmgrenChriss", Execution);
        table.Add("SqrtImpact", Impact);
        table.Add("Lvar.ExogenousSpread", inputs =>
        {
            (double cost, double lvar) = LiquidityVar.ExogenousSpread(
                inputs.Number("price"), inputs.Number("meanRelSpread"), inputs.Number("sdRelSpread"), inputs.Number("scale"), inputs.Number("priceVar"));
            return new JsonObject { ["costOfLiquidity"] = cost, ["lvar"] = lvar };
        });
        table.Add("Lvar.ConstantSpread", inputs => new JsonObject
        {
            ["lvar"] = LiquidityVar.ConstantSpread(inputs.Number("value"), inputs.Number("z"), inputs.Number("sigma"), inputs.Number("spread")),
        });
        table.Add("Book.Vwap", BookWalk);
        table.Add("Manipulation.Bound", inputs =>
        {
            ManipulationBound bound = ManipulationBound.LinearBook(
                inputs.Number("depthPerUnitMove"), inputs.Number("move"), inputs.Number("openInterest"));
            return new JsonObject
            {
                ["cost"] = bound.Cost, ["gain"] = bound.Gain, ["profit"] = bound.Profit, ["oiCap"] = bound.OpenInterestCap,
            };
        });
    }

    private static JsonObject Execution(JsonObject inputs)
    {
        AlmgrenChriss plan = AlmgrenChriss.Optimise(
            inputs.Number("sigma"),
            inputs.Number("eta"),
            inputs.Number("gamma"),
            inputs.Number("epsilon"),
            inputs.Number("X"),
            inputs.Number("T"),
            inputs.Integer("N"),
            inputs.Number("lambda_"));
        return new JsonObject
        {
            ["kappaPerDay"] = plan.KappaPerDay,
            ["holdings"] = VectorInputs.Array(plan.Holdings.AsSpan()),
            ["expectedCost"] = plan.ExpectedCost,
            ["variance"] = plan.Variance,
        };
    }

    private static JsonObject Impact(JsonObject inputs)
    {
        (double y, double sigma) = (inputs.Number("Y"), inputs.Number("sigmaDaily"));
        (double quantity, double volume) = (inputs.Number("quantity"), inputs.Number("adv"));
        return new JsonObject
        {
            ["peak"] = SquareRootImpact.Peak(y, sigma, quantity, volume),
            ["averageExecution"] = SquareRootImpact.AverageExecution(y, sigma, quantity, volume),
        };
    }

    private static JsonObject BookWalk(JsonObject inputs)
    {
        BookSide side = inputs.ContainsKey("bids") ? BookSide.Bids : BookSide.Asks;
        double[][] levels = inputs.Matrix(side == BookSide.Bids ? "bids" : "asks");
        OrderBookWalk walk = OrderBookWalk.ForQuantity(
            side, levels.Select(level => level[0]).ToArray(), levels.Select(level => level[1]).ToArray(), inputs.Number("mid"), inputs.Number("quantity"));
        return new JsonObject
        {
            ["vwap"] = walk.Vwap,
            ["lastPrice"] = walk.LastPrice,
            ["slippageBps"] = walk.SlippageBps,
            ["cost"] = walk.Cost,
            ["unfilled"] = walk.Unfilled,
        };
    }
}
