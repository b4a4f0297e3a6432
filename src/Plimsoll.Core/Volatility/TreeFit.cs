namespace Plimsoll.Volatility;

/// <summary>Trees trained on the days known at some time.</summary>
/// <param name="Known">Days that were known; forecasts may use it from then on.</param>
/// <param name="Horizon">Days ahead that it forecasts the mean variance of.</param>
/// <param name="Trees">The trees, of <see cref="TreeFeatures"/> and ln of that mean.</param>
/// <param name="Bias">Mean of target over exp(prediction) within the training.</param>
public sealed record TreeFit(int Known, int Horizon, BoostedTrees Trees, double Bias);
