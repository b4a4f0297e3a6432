using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Plimsoll.Architecture.Tests;

/// <summary>The public face of an assembly as lines of text: one a type, one a member, in ordinal order, independent of the order of declaration.</summary>
internal static class PublicApiText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(char)] = "char", [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long",
        [typeof(ulong)] = "ulong", [typeof(short)] = "short", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal", [typeof(string)] = "string", [typeof(object)] = "object",
    };

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>All lines of an assembly.</summary>
    public static IReadOnlyList<string> Of(Assembly assembly) =>
        [.. assembly.GetExportedTypes().Where(type => !IsGenerated(type)).SelectMany(Lines).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Lines(Type type)
    {
        string name = FullName(type);
        yield return $"{name} : {Kind(type)}{Bases(type)}";
        if (typeof(Delegate).IsAssignableFrom(type)) yield break;
        foreach (FieldInfo field in type.GetFields(Declared).Where(field => IsVisible(field) && !IsGenerated(field) && !field.IsSpecialName))
        {
            string value = field.IsLiteral ? " = " + Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture) : "";
            yield return type.IsEnum ? $"{name}.{field.Name}{value}" : $"{name}.{field.Name} : {(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{Name(Nullability.Create(field))}{value}";
        }

        foreach (PropertyInfo property in type.GetProperties(Declared).Where(property => property.GetAccessors(true).Any(IsVisible) && property.Name != "EqualityContract"))
        {
            string accessors = string.Join(" ", property.GetAccessors(true).Where(IsVisible).Select(Accessor).Order(StringComparer.Ordinal));
            string index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{Parameters(parameters)}]" : "";
            string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
            yield return $"{name}.{property.Name}{index} : {(property.GetAccessors(true)[0].IsStatic ? "static " : "")}{required}{Name(Nullability.Create(property))} {{ {accessors} }}";
        }

        foreach (ConstructorInfo made in type.GetConstructors(Declared).Where(made => IsVisible(made) && !IsGenerated(made)))
            yield return $"{name}.new({Parameters(made.GetParameters())})";
        foreach (MethodInfo method in type.GetMethods(Declared).Where(method => IsVisible(method) && !IsGenerated(method) && !IsAccessor(type, method)))
        {
            string arguments = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";
            yield return $"{name}.{method.Name}{arguments}({Parameters(method.GetParameters())}) : {(method.IsStatic ? "static " : "")}{(method.IsAbstract ? "abstract " : "")}{Name(Nullability.Create(method.ReturnParameter))}";
        }
    }

    private static string Kind(Type type)
    {
        if (type.IsEnum) return "enum";
        if (type.IsInterface) return "interface";
        if (typeof(Delegate).IsAssignableFrom(type)) return "delegate " + Parameters(type.GetMethod("Invoke")!.GetParameters());
        string record = type.GetMethod("PrintMembers", Declared) is null ? "" : "record ";
        if (type.IsValueType) return $"{(type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "")}{(type.IsByRefLike ? "ref " : "")}{record}struct";
        return $"{(type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}{record}class";
    }

    private static string Bases(Type type)
    {
        if (type.IsEnum || typeof(Delegate).IsAssignableFrom(type)) return "";
        IEnumerable<Type> interfaces = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Where(one => one.IsVisible && !(one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEquatable<>)));
        string[] names = [.. (type.BaseType is { } inherited && inherited != typeof(object) && inherited != typeof(ValueType) ? [Name(inherited)] : Array.Empty<string>()), .. interfaces.Select(Name).Order(StringComparer.Ordinal)];
        return names.Length == 0 ? "" : ", " + string.Join(", ", names);
    }

    private static string Accessor(MethodInfo accessor) => accessor.Name.StartsWith("get_", StringComparison.Ordinal) ? "get;"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;";

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string by = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : parameter.GetCustomAttributes().Any(attribute => attribute is ParamArrayAttribute or ParamCollectionAttribute) ? "params " : "";
        string value = !parameter.HasDefaultValue ? "" : " = " + (parameter.RawDefaultValue is { } given ? Convert.ToString(given, CultureInfo.InvariantCulture) : "default");
        return $"{by}{Name(Nullability.Create(parameter))} {parameter.Name}{value}";
    }

    // A reference type that may be null carries a question mark, at the top and in its arguments.
    private static string Name(NullabilityInfo info)
    {
        Type type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        if (type.IsValueType && !type.IsGenericType) return Name(type);
        string question = !type.IsValueType && (info.ReadState == NullabilityState.Nullable || info.WriteState == NullabilityState.Nullable) ? "?" : "";
        if (info.GenericTypeArguments.Length == 0 || Nullable.GetUnderlyingType(type) is not null || type != info.Type || type.IsNested) return Name(type) + question;
        return $"{Bare(type)}<{string.Join(", ", info.GenericTypeArguments.Select(Name))}>{question}";
    }

    private static string Name(Type type)
    {
        if (type.IsByRef) return Name(type.GetElementType()!);
        if (Keywords.TryGetValue(type, out string? keyword)) return keyword;
        if (Nullable.GetUnderlyingType(type) is { } value) return Name(value) + "?";
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter) return type.Name;
        string bare = type.IsNested ? $"{Bare(type.DeclaringType!)}.{Bare(type)}" : Bare(type);
        return type.IsGenericType ? $"{bare}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : bare;
    }

    private static string FullName(Type type) => type.IsNested ? $"{FullName(type.DeclaringType!)}.{Bare(type)}" : $"{type.Namespace}.{Name(type)}";

    private static string Bare(Type type) => type.Name.Split('`')[0];

    private static bool IsVisible(MethodBase method) => method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && method.DeclaringType is { IsSealed: false });

    private static bool IsVisible(FieldInfo field) => field.IsPublic || ((field.IsFamily || field.IsFamilyOrAssembly) && field.DeclaringType is { IsSealed: false });

    // What the compiler writes for records follows from the type and its properties.
    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) || member.Name.Contains('<', StringComparison.Ordinal);

    private static bool IsAccessor(Type type, MethodInfo method) => method.IsSpecialName && type.GetProperties(Declared).SelectMany(property => property.GetAccessors(true)).Contains(method);
}
