using Plimsoll.Validation;

namespace Plimsoll.Lab.Forecasts;

/// <summary>How the forecasters did on one coin.</summary>
/// <param name="Asset">The coin.</param>
/// <param name="Market">Where and what, as "binance spot 1h".</param>
/// <param name="From">End of the first day scored.</param>
/// <param name="To">End of the last day scored.</param>
/// <param name="Horizons">By horizon.</param>
public sealed record AssetForecasts(Currency Asset, string Market, Timestamp From, Timestamp To, ImmutableArray<HorizonForecasts> Horizons);

/// <summary>How they did at one horizon.</summary>
/// <param name="Horizon">Days ahead.</param>
/// <param name="Contest">Scores of the methods, of "champion" (whoever was champion on the day) and of "ladder" (the best rung that monitoring had not demoted).</param>
/// <param name="Champion">Champion at the end.</param>
/// <param name="Promotions">How it got there.</param>
/// <param name="Rungs">Share of days on each of blend, log-HAR and EWMA, and of days on which none of them was in order; empty where the ladder could not be run.</param>
public sealed record HorizonForecasts(int Horizon, ForecastContest Contest, string Champion, ImmutableArray<Promotion> Promotions, ImmutableArray<double> Rungs);
