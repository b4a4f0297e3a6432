using System.Reflection;
using Plimsoll.Values;

namespace Plimsoll.Architecture.Tests;

/// <summary>Plimsoll.Core as it was compiled.</summary>
internal static class CoreTypes
{
    /// <summary>The folders of Core, lowest first: one may use those before it. A folder that is not built yet has its place here already.</summary>
    public static readonly string[] Folders =
    [
        "Values", "Numerics", "Instruments", "Market", "Pricing", "Volatility", "Scenarios", "Accounts", "Liquidity", "Scaling", "Collateral", "Parameters", "Models",
        "Liquidation", "Validation", "Calibration", "Governance", "Engine",
    ];

    /// <summary>The compiled Plimsoll.Core.</summary>
    public static Assembly Assembly => typeof(Money).Assembly;

    /// <summary>Every type that stands in a folder, nested and generated ones included, with what it uses.</summary>
    public static IReadOnlyList<(Type Type, IReadOnlyCollection<MemberInfo> Used)> All { get; } =
        [.. Assembly.GetTypes().Where(type => FolderOf(type) is not null).Select(type => (type, (IReadOnlyCollection<MemberInfo>)UsedMembers.Of(type)))];

    /// <summary>The folder of a type of Core, null for any other.</summary>
    public static string? FolderOf(Type type) =>
        type.Assembly == Assembly && type.Namespace is { } name && name.StartsWith("Plimsoll.", StringComparison.Ordinal) ? name.Split('.')[1] : null;

    /// <summary>The name of the type that a person wrote: generated types count as the one around them.</summary>
    public static string Written(Type type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        return type.FullName!;
    }
}
