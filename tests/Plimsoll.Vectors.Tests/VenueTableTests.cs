namespace Plimsoll.Vectors.Tests;

public class VenueTableTests
{
    /// <summary>Set by <c>./test --venues</c>: the page is written instead of compared.</summary>
    private const string WriteVariable = "PLIMSOLL_WRITE_VENUES";

    private static string Home
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Plimsoll.slnx"))) folder = folder.Parent;
            return folder?.FullName ?? throw new DirectoryNotFoundException($"No Plimsoll.slnx above {AppContext.BaseDirectory}.");
        }
    }

    [Fact]
    public void Page_SaysWhatTheCasesSay()
    {
        string page = Path.Combine(Home, "docs", "venues.md");
        string made = VenueTable.Of(new VectorFolder(Path.Combine(Home, "tests", "Vectors")));
        if (Environment.GetEnvironmentVariable(WriteVariable) is { Length: > 0 }) File.WriteAllText(page, made);
        Assert.True(File.Exists(page) && File.ReadAllText(page) == made, "docs/venues.md is not what the cases and rulebooks say; make it anew with ./test --venues.");
    }
}
