using Plimsoll.Volatility;

namespace Plimsoll.Core.Tests.Volatility;

public class BoostedTreesTests
{
    private static readonly RegressionTree Stump = new([1, -1, -1], [2, -1, -1], [1, 0, 0], [0.5f, -1.0f, 2.0f], [false, false, false]);

    [Fact]
    public void Predict_ValueAtTheThreshold_GoesRightAndAMissingOneByItsDefault()
    {
        BoostedTrees trees = BoostedTrees.Of(10.0f, 2, [Stump, Stump with { MissingGoesLeft = [true, false, false] }]);

        Assert.Equal(8.0f, trees.Predict([0.0f, 0.49f]));
        Assert.Equal(14.0f, trees.Predict([0.0f, 0.5f]));
        Assert.Equal(11.0f, trees.Predict([0.0f, float.NaN]));
        Assert.Throws<ArgumentException>(() => trees.Predict([1.0f]));
    }

    [Fact]
    public void Of_TreeThatIsNone_IsNamed()
    {
        Assert.Contains("feature 1; there are 1", Assert.Throws<ArgumentException>(() => BoostedTrees.Of(0.0f, 1, [Stump])).Message, StringComparison.Ordinal);
        Assert.Contains("leads to 0 and 2", Assert.Throws<ArgumentException>(() => BoostedTrees.Of(0.0f, 2, [Stump with { Left = [0, -1, -1] }])).Message, StringComparison.Ordinal);
        Assert.Contains("3, 2, 3, 3 and 3 nodes", Assert.Throws<ArgumentException>(() => BoostedTrees.Of(0.0f, 2, [Stump with { Right = [2, -1] }])).Message, StringComparison.Ordinal);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => BoostedTrees.Of(float.NaN, 2, [Stump])).Message, StringComparison.Ordinal);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => BoostedTrees.Of(0.0f, 2, [Stump with { Threshold = [0.5f, float.NaN, 1.0f] }])).Message, StringComparison.Ordinal);
    }
}
