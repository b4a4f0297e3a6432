namespace Plimsoll.Formats.Tests;

/// <summary>The schemas in docs/ are those that the program writes.</summary>
public class SchemaFileTests
{
    [Theory]
    [InlineData("plimsoll")]
    [InlineData("fixed")]
    [InlineData("deribit-pm")]
    [InlineData("standard")]
    [InlineData("okx-pm")]
    [InlineData("bybit-pm")]
    [InlineData("binance-pm")]
    [InlineData("span")]
    [InlineData("derive")]
    [InlineData("paradex")]
    [InlineData("dydx-v4")]
    [InlineData("drift-v2")]
    [InlineData("gmx-v2")]
    public void Schema_InTheDocs_IsWhatTheProgramWrites(string model)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Plimsoll.slnx"))) folder = folder.Parent;
        string file = Path.Combine(folder!.FullName, "docs", "schemas", $"{model}.schema.json");

        Assert.True(RulebookSchema.For(model) == File.ReadAllText(file), $"docs/schemas/{model}.schema.json is not current; write it anew: ./plimsoll rulebook schema {model} > docs/schemas/{model}.schema.json");
    }
}
