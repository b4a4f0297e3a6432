using System.Numerics;
using Plimsoll.Numerics;
using Xunit;

namespace Plimsoll.Core.Tests.Numerics;

public class IntegerMathTests
{
    [Theory]
    [InlineData(7, 2, 3, 4)]
    [InlineData(-7, 2, -4, -3)]
    [InlineData(7, -2, -4, -3)]
    [InlineData(-6, 2, -3, -3)]
    public void Division_RoundsTheWayItsNameSays(int dividend, int divisor, int floor, int ceiling)
    {
        Assert.Equal(floor, IntegerMath.FloorDivide(dividend, divisor));
        Assert.Equal(ceiling, IntegerMath.CeilingDivide(dividend, divisor));
    }

    [Fact]
    public void ScaleByTen_WithANegativePower_CutsOffTowardsZero()
    {
        Assert.Equal(-12, IntegerMath.ScaleByTen(-129, -1));
        Assert.Equal(1_200, IntegerMath.ScaleByTen(12, 2));
    }

    [Fact]
    public void SquareRoot_OfLargeNumbers_IsTheGreatestWithASquareNotAbove()
    {
        var random = new Random(5);
        for (int run = 0; run < 500; run++)
        {
            byte[] bytes = new byte[random.Next(1, 40)];
            random.NextBytes(bytes);
            var value = new BigInteger(bytes, isUnsigned: true);
            BigInteger root = IntegerMath.SquareRoot(value);
            Assert.True(root * root <= value && (root + 1) * (root + 1) > value, value.ToString());
        }
    }
}
