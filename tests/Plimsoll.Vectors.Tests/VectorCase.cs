using System.Text.Json.Nodes;

namespace Plimsoll.Vectors.Tests;

/// <summary>One published or computed case: inputs of a named function and the numbers it must give.</summary>
/// <param name="File">File name inside the vector folder, for messages.</param>
/// <param name="Id">The case's id; unique in its file (a repeated id gets "#2", "#3", …).</param>
/// <param name="Function">The case's <c>function</c>, or <c>model</c> for venue cases.</param>
/// <param name="Source">Where the expected numbers come from.</param>
/// <param name="Inputs">Arguments under the names of the file.</param>
/// <param name="Expected">The fields that the function must return.</param>
/// <param name="Tolerance">How close each number must be.</param>
internal sealed record VectorCase(
    string File, string Id, string Function, string Source, JsonObject Inputs, JsonObject Expected, VectorTolerance Tolerance);
