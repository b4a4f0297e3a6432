using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Values;

public class CanonicalWriterTests
{
    [Fact]
    public void Add_EveryKind_WritesOneLineInItsFixedForm()
    {
        CanonicalWriter writer = new CanonicalWriter().Add("text", "a\\b\nc").Add("decimal", 1.500m).Add("double", 0.1).Add("minus zero", -0.0).Add("whole", 12L)
            .Add("time", Timestamp.Utc(2026, 1, 2, 3)).Add("money", Money.Usd(3.10m)).Group("outer", outer => outer.Add("x", 1m).Group("inner", inner => inner.Add("y", 2m))).Add("last", 1e300);
        Assert.Equal(
            "text=a\\\\b\\nc\ndecimal=1.5\ndouble=0.1\nminus zero=0\nwhole=12\ntime=2026-01-02T03:00:00Z\nmoney=3.1 USD\nouter/x=1\nouter/inner/y=2\nlast=1E+300\n",
            writer.ToString());
    }

    [Theory]
    [InlineData("0.000", "0")]
    [InlineData("-0.00", "0")]
    [InlineData("100", "100")]
    [InlineData("1.0000000000000000000000000001", "1.0000000000000000000000000001")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("-1.10", "-1.1")]
    public void Text_OfADecimal_HasNoTrailingZeros(string value, string expected) =>
        Assert.Equal(expected, CanonicalWriter.Text(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Sha256_OfEqualContent_IsEqualHoweverDecimalsWereWritten()
    {
        Assert.Equal(new CanonicalWriter().Add("a", 1.0m).Sha256(), new CanonicalWriter().Add("a", 1.000m).Sha256());
        Assert.NotEqual(new CanonicalWriter().Add("a", 1.0m).Sha256(), new CanonicalWriter().Add("a", 1.1m).Sha256());
        // sha256sum of nothing at all.
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", new CanonicalWriter().Sha256());
    }
}
