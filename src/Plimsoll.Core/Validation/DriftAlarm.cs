namespace Plimsoll.Validation;

/// <summary>What says that a forecaster no longer fits the market.</summary>
public enum DriftAlarm
{
    /// <summary>Realised variances lie above the forecasts for long: CUSUM of the standardised ln(RV/forecast).</summary>
    ForecastsTooLow = 1,

    /// <summary>Realised variances lie below the forecasts for long.</summary>
    ForecastsTooHigh = 2,

    /// <summary>The mean of ln(RV/forecast) has risen since it was first watched: Page and Hinkley.</summary>
    MeanHasRisen = 3,

    /// <summary>A bet that forecasts are too low has won twentyfold.</summary>
    BetWon = 4,

    /// <summary>Inputs no longer look as in training: population stability index.</summary>
    InputsShifted = 5,
}
