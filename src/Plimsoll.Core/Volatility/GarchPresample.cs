namespace Plimsoll.Volatility;

/// <summary>What stands for the squared residual and the variance before the first return. It moves estimates in the third digit.</summary>
internal enum GarchPresample
{
    /// <summary>The mean of all squared residuals, which moves with the mean return: Fiorentini, Calzolari and Panattoni, and most econometric packages.</summary>
    MeanSquare = 0,

    /// <summary>The mean of the first 75 squared deviations with weights 0.94ⁱ, fixed beforehand: the <c>arch</c> package of Python.</summary>
    Backcast = 1,
}
