using System.Text.Json.Nodes;

namespace Plimsoll.Vectors.Tests;

public class VectorTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (VectorCase vector in VectorFolder.Current.Cases) rows.Add(vector.File, vector.Id);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Case_EveryExpectedField_IsWithinItsTolerance(string file, string id)
    {
        VectorCase vector = VectorFolder.Current.Case(file, id);
        Func<JsonObject, JsonObject>? run = VectorFunctions.All.Find(vector.Function);
        Assert.True(
            run is not null,
            $"{file} {id}: nothing is registered for function '{vector.Function}'; add it in {nameof(VectorFunctions)}.");

        IReadOnlyList<string> differences = VectorComparison.Differences(vector, run(vector.Inputs), VectorFunctions.All.Quoted(vector.Function));

        Assert.True(
            differences.Count == 0,
            $"{file} {id}: {vector.Function} differs in {differences.Count} place(s).\n  {string.Join("\n  ", differences.Take(20))}\n  Source: {vector.Source}");
    }

    [Fact]
    public void Folder_HasCaseFiles_AndNoFileIsEmpty()
    {
        VectorFolder folder = VectorFolder.Current;

        Assert.True(folder.Files.Count > 0, $"{folder.Path} holds no file of cases.");
        Assert.All(folder.Files, file => Assert.True(file.Cases > 0, $"{file.File} holds no case."));
    }
}
