using System.Text.Json;
using Plimsoll.Volatility;

namespace Plimsoll.Formats;

/// <summary>Reads boosted regression trees from xgboost's JSON form, as <c>save_model("model.json")</c> writes it.</summary>
/// <remarks>
/// Used are <c>learner.learner_model_param.base_score</c> and <c>num_feature</c>, and of each of <c>learner.gradient_booster.model.trees</c> the lists <c>left_children</c>, <c>right_children</c>,
/// <c>split_indices</c>, <c>split_conditions</c> (in a leaf, whose children are −1, its value) and <c>default_left</c>. The objective must be <c>reg:squarederror</c> and the booster <c>gbtree</c>: others need more than a sum.
/// </remarks>
public static class TreeModelText
{
    /// <summary>Reads a model.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InvalidInputException">It is no such model.</exception>
    public static BoostedTrees Read(ReadOnlyMemory<byte> json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            JsonElement learner = document.RootElement.GetProperty("learner"), parameters = learner.GetProperty("learner_model_param"), booster = learner.GetProperty("gradient_booster");
            Expect(name, "objective", learner.GetProperty("objective").GetProperty("name").GetString(), "reg:squarederror");
            Expect(name, "gradient_booster", booster.GetProperty("name").GetString(), "gbtree");
            return BoostedTrees.Of(
                float.Parse(parameters.GetProperty("base_score").GetString()!, CultureInfo.InvariantCulture), int.Parse(parameters.GetProperty("num_feature").GetString()!, CultureInfo.InvariantCulture),
                [.. booster.GetProperty("model").GetProperty("trees").EnumerateArray().Select(Tree)]);
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new InvalidInputException([new Problem(name, $"it is no model of trees in xgboost's JSON form: {broken.Message} Write it with save_model(\"model.json\").")]);
        }
    }

    private static void Expect(string name, string place, string? found, string expected)
    {
        if (found != expected) throw new InvalidInputException([new Problem($"{name}: {place}", $"'{found}' cannot be predicted with; train with {expected}.")]);
    }

    private static RegressionTree Tree(JsonElement tree) => new(
        [.. tree.GetProperty("left_children").EnumerateArray().Select(node => node.GetInt32())],
        [.. tree.GetProperty("right_children").EnumerateArray().Select(node => node.GetInt32())],
        [.. tree.GetProperty("split_indices").EnumerateArray().Select(node => node.GetInt32())],
        [.. tree.GetProperty("split_conditions").EnumerateArray().Select(node => node.GetSingle())],
        [.. tree.GetProperty("default_left").EnumerateArray().Select(node => node.ValueKind == JsonValueKind.Number ? node.GetInt32() != 0 : node.GetBoolean())]);
}
