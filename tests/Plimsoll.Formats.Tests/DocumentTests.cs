using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests;

public class DocumentTests
{
    private const string Sample = """{ "a": [1, -2.5e-3, true, false, null, "x\u00e9\n\"\\/"], "b c": { "d": {}, "e": [] }, "f": 0, "g": "" }""";

    [Fact]
    public void Parse_MutatedJson_IsAcceptedExactlyWhenThePlatformsParserAcceptsIt()
    {
        var chance = new Random(7);
        const string Characters = "{}[]\",:.-+019eE'#\n\t\\ntrufalse/*";
        int accepted = 0;
        for (int run = 0; run < 20_000; run++)
        {
            var text = new StringBuilder(Sample);
            for (int change = chance.Next(1, 3); change > 0; change--)
            {
                int at = chance.Next(text.Length);
                if (chance.Next(3) == 0) text.Remove(at, 1);
                else if (chance.Next(2) == 0) text.Insert(at, Characters[chance.Next(Characters.Length)]);
                else text[at] = Characters[chance.Next(Characters.Length)];
            }

            bool ours = Accepts(() => JsonParser.Parse(text.ToString(), "x")), platforms = Accepts(() => JsonDocument.Parse(text.ToString()).Dispose());
            Assert.True(ours == platforms, $"run {run}: ours {ours}, the platform's {platforms}: {text}");
            if (ours) accepted++;
        }

        Assert.InRange(accepted, 1000, 19_000);
    }

    private static bool Accepts(Action parse)
    {
        try
        {
            parse();
            return true;
        }
        catch (Exception failure) when (failure is InvalidInputException or JsonException)
        {
            return false;
        }
    }

    [Fact]
    public void Parse_Json_KnowsLinesPathsAndEscapes()
    {
        DocumentNode root = JsonParser.Parse("{\n \"a\": [1,\n  { \"b/c\": \"x\\u00e9\\n\" }]\n}", "x");
        DocumentNode inner = root["a"]!.Items[1]["b/c"]!;
        Assert.Equal((3, "a[1][\"b/c\"]", "xé\n"), (inner.Line, inner.Path, inner.Text));
        Assert.Equal((2, "a[0]", "1"), (root["a"]!.Items[0].Line, root["a"]!.Items[0].Path, root["a"]!.Items[0].Text));
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("-0.50", "-0.50")]
    [InlineData("+2e3", "2000")]
    [InlineData("1E-10", "0.0000000001")]
    [InlineData("0e-40", "0")]
    [InlineData("79228162514264337593543950335", null)]
    [InlineData("1e-29", null)]
    [InlineData(" 1", null)]
    [InlineData("1 ", null)]
    [InlineData("0x10", null)]
    [InlineData("1_000", null)]
    [InlineData("--1", null)]
    [InlineData("1,5", null)]
    [InlineData("−1", null)]
    [InlineData("∞", null)]
    public void TryDecimal_EachForm_IsReadExactlyOrRefused(string text, string? expected)
    {
        bool read = NumberText.TryDecimal(text, out decimal value, out string? problem);
        Assert.Equal(expected is not null, read);
        Assert.Equal(expected is null, problem is not null);
        if (expected is not null) Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), value);
    }

    [Theory]
    [InlineData("quantiy", "quantity")]
    [InlineData("qty", "quantity")]
    [InlineData("entry_price", "entryPrice")]
    [InlineData("EntryPrice", "entryPrice")]
    [InlineData("price", null)]
    [InlineData("leverage", null)]
    public void Nearest_OfAMisspeltName_IsWhatWasMeantOrNothing(string written, string? meant) =>
        Assert.Equal(meant, Suggestion.Nearest(written, ["symbol", "quantity", "entryPrice", "marginMode"]));

    [Fact]
    public void Read_GzipOfSeveralMembers_IsReadWhole_AndOneCutOffAnywhereIsRefused()
    {
        string path = Path.GetTempFileName();
        try
        {
            byte[] Packed(string text)
            {
                using var packed = new MemoryStream();
                using (var writer = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) writer.Write(Encoding.UTF8.GetBytes(text));
                return packed.ToArray();
            }

            byte[] whole = [.. Packed("first, "), .. Packed("second")];
            File.WriteAllBytes(path, whole);
            Assert.Equal("first, second", InputFile.Read(path).Text);
            for (int length = 2; length < whole.Length; length++)
            {
                if (length == Packed("first, ").Length) continue;
                File.WriteAllBytes(path, whole[..length]);
                Assert.Throws<InvalidInputException>(() => InputFile.Read(path));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }
}
