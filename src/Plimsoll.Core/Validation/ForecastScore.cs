namespace Plimsoll.Validation;

/// <summary>How well one forecaster of variances did on the days that all were scored on.</summary>
/// <param name="Name">The forecaster.</param>
/// <param name="Days">Days scored; 0 where it has no forecast on some of them and could not be compared.</param>
/// <param name="Qlike">Mean of y/f − ln(y/f) − 1.</param>
/// <param name="SquaredError">Mean of (y − f)², in squared variances.</param>
/// <param name="Ratio">Σy/Σf: above 1 too little was forecast.</param>
/// <param name="Regression">y on f; null where all forecasts are equal.</param>
/// <param name="AgainstReference">Loss of the reference less its own: a mean above 0 says that it is better than the reference. Null of the reference itself.</param>
/// <param name="AgainstBest">Its own loss less that of the forecaster with the least: a p-value below 0.05 says that it is worse than luck explains. Null of the best itself.</param>
/// <param name="IsInConfidenceSet">Whether it is in the 90 % model confidence set by QLIKE.</param>
/// <param name="IsBest">Whether its mean QLIKE is the least.</param>
public sealed record ForecastScore(
    string Name,
    int Days,
    double Qlike,
    double SquaredError,
    double Ratio,
    MincerZarnowitz? Regression,
    DieboldMarianoTest? AgainstReference,
    DieboldMarianoTest? AgainstBest,
    bool IsInConfidenceSet,
    bool IsBest);
