namespace Plimsoll.Pricing;

/// <summary>Call or put as a type, so that a kernel is compiled once for each and never asks.</summary>
internal interface IOptionSide<TSelf>
    where TSelf : struct, IOptionSide<TSelf>
{
    /// <summary>+1 for a call, −1 for a put.</summary>
    static abstract double Sign { get; }
}

/// <summary>The call.</summary>
internal readonly struct CallSide : IOptionSide<CallSide>
{
    public static double Sign => 1;
}

/// <summary>The put.</summary>
internal readonly struct PutSide : IOptionSide<PutSide>
{
    public static double Sign => -1;
}
