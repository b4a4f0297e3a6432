using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Plimsoll.Architecture.Tests;

/// <summary>Core is a function of its arguments: no I/O, clock, randomness, threads, logging, and no state that lasts.</summary>
public class PurityTests
{
    private static readonly string[] ForbiddenNamespaces =
        ["System.IO", "System.Net", "System.Threading", "System.Diagnostics", "System.Security.Cryptography.X509Certificates", "System.Runtime.InteropServices.Marshalling", "Microsoft.Win32"];

    // A lock starts no thread: it guards values that are made once for a market and are equal whoever makes them.
    private static readonly string[] AllowedTypes = ["System.Diagnostics.UnreachableException", "System.Diagnostics.Debug", "System.Threading.Lock", "System.Threading.Lock+Scope"];

    private static readonly string[] ForbiddenTypes =
        ["System.Random", "System.Console", "System.TimeProvider", "System.AppContext", "System.AppDomain", "System.GC", "System.Linq.ParallelEnumerable", "System.Security.Cryptography.RandomNumberGenerator"];

    private static readonly string[] ForbiddenMembers =
        ["System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.Random.get_Shared"];

    // Immutable once made, so one that is shared can never change an answer.
    private static readonly Type[] ImmutableDefinitions =
    [
        typeof(ImmutableArray<>), typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>), typeof(ImmutableList<>),
        typeof(FrozenDictionary<,>), typeof(FrozenSet<>), typeof(Nullable<>), typeof(ReadOnlyMemory<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(Func<,>), typeof(Func<,,>),
    ];

    [Fact]
    public void Types_OfCore_TouchNoInputOutputClockChanceOrThread() => Repository.NothingIn(
        from entry in CoreTypes.All
        from used in entry.Used
        let finding = Forbidden(used)
        where finding is not null
        let line = $"{CoreTypes.Written(entry.Type)} uses {finding}"
        group line by line into lines
        orderby lines.Key
        select lines.Key,
        "Core takes time, chance, files and identity as arguments.");

    [Fact]
    public void BannedSymbols_OfCore_NameTheEssentials()
    {
        string banned = Repository.Text("src/Plimsoll.Core/BannedSymbols.txt");
        string[] essentials =
        [
            "P:System.DateTime.Now", "P:System.DateTime.UtcNow", "P:System.DateTimeOffset.UtcNow", "T:System.TimeProvider", "T:System.Diagnostics.Stopwatch", "M:System.Guid.NewGuid", "T:System.Random",
            "T:System.IO.File", "T:System.IO.FileStream", "T:System.IO.Directory", "T:System.Console", "T:System.Net.Http.HttpClient", "N:System.Net.Sockets", "T:System.Environment",
            "T:System.Threading.Thread", "T:System.Threading.Tasks.Task", "T:System.Threading.Tasks.Parallel", "T:System.Linq.ParallelEnumerable",
        ];
        Repository.NothingIn(essentials.Where(symbol => !banned.Split('\n').Any(line => line.StartsWith(symbol + ";", StringComparison.Ordinal))), "BannedSymbols.txt no longer forbids:");
        Assert.Contains("BannedSymbols.txt", Repository.Text("src/Plimsoll.Core/Plimsoll.Core.csproj"), StringComparison.Ordinal);
    }

    [Fact]
    public void StaticFields_OfCore_NeverChange() => Repository.NothingIn(
        from type in CoreTypes.Assembly.GetTypes()
        where type.Namespace?.StartsWith("Plimsoll.", StringComparison.Ordinal) == true && !IsGenerated(type)
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where !field.IsLiteral && !field.Name.StartsWith("<>", StringComparison.Ordinal)
        where !field.IsInitOnly || !IsImmutable(field.FieldType, isPrivate: field.IsPrivate || field.Name[0] == '<')
        select $"{CoreTypes.Written(type)}.{field.Name}: {(field.IsInitOnly ? $"{field.FieldType} can be changed by whoever holds it" : "is not readonly")}",
        "A static field that changes makes answers depend on what was asked before.");

    [Fact]
    public void PackageOfCore_IsNumericsAlone() =>
        Assert.All(
            Repository.Project("src/Plimsoll.Core/Plimsoll.Core.csproj").Descendants("PackageReference"),
            package => Assert.True(
                package.Attribute("Include")!.Value is "MathNet.Numerics" or "System.Numerics.Tensors" || package.Attribute("PrivateAssets")?.Value == "all",
                $"Core may not need {package.Attribute("Include")!.Value}."));

    private static string? Forbidden(MemberInfo used)
    {
        if (used is Type type)
        {
            string name = type.FullName ?? type.Name;
            bool forbidden = ForbiddenTypes.Contains(name)
                || ForbiddenNamespaces.Any(space => type.Namespace == space || type.Namespace?.StartsWith(space + ".", StringComparison.Ordinal) == true);
            return forbidden && !AllowedTypes.Contains(name) && type.Namespace != "System.Diagnostics.CodeAnalysis" && !name.StartsWith("System.Diagnostics.Debugger", StringComparison.Ordinal) ? name : null;
        }

        // The compiler itself asks for the thread's number in iterators, to give each caller an enumerator of its own.
        string member = $"{used.DeclaringType?.FullName}.{used.Name}";
        return ForbiddenMembers.Contains(member) || (used.DeclaringType == typeof(Environment) && used.Name != "get_CurrentManagedThreadId") ? member : null;
    }

    // An array is allowed as a private table; arrays that others are given could be written to.
    private static bool IsImmutable(Type type, bool isPrivate)
    {
        if (type.IsArray) return isPrivate;
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(TimeSpan) || type == typeof(System.Numerics.BigInteger) || typeof(Delegate).IsAssignableFrom(type)) return true;
        if (type.IsGenericType && ImmutableDefinitions.Contains(type.GetGenericTypeDefinition())) return type.GetGenericArguments().All(argument => argument.IsGenericParameter || IsImmutable(argument, isPrivate: false));
        return type.Assembly == CoreTypes.Assembly
            && type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).All(field => field.IsInitOnly && (field.FieldType == type || IsImmutable(field.FieldType, field.IsPrivate)));
    }

    private static bool IsGenerated(Type type) => type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) || type.Name.StartsWith('<') || (type.DeclaringType is { } outer && IsGenerated(outer));
}
