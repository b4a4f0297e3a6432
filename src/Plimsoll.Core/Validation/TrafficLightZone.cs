namespace Plimsoll.Validation;

/// <summary>The zone of a number of breaches.</summary>
public enum TrafficLightZone
{
    /// <summary>So many breaches or fewer have probability below 95 %.</summary>
    Green = 0,

    /// <summary>From 95 % to below 99.99 %.</summary>
    Amber = 1,

    /// <summary>99.99 % and more: the model is presumed wrong.</summary>
    Red = 2,
}
