using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Plimsoll.Architecture.Tests;

/// <summary>What a type refers to: in its signatures, attributes and, read instruction by instruction, its method bodies.</summary>
internal static class UsedMembers
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (int)(ushort)code.Value);

    /// <summary>The members used, types among them; a constructed type gives its definition and its arguments.</summary>
    public static HashSet<MemberInfo> Of(Type type)
    {
        var used = new HashSet<MemberInfo>();
        Add(type.BaseType);
        foreach (Type one in type.GetInterfaces()) Add(one);
        Attributes(type);
        foreach (Type parameter in type.GetGenericArguments())
            foreach (Type constraint in parameter.GetGenericParameterConstraints()) Add(constraint);
        foreach (FieldInfo field in type.GetFields(Declared))
        {
            Add(field.FieldType);
            Attributes(field);
        }

        foreach (PropertyInfo property in type.GetProperties(Declared)) Attributes(property);
        foreach (MethodBase method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared))) Method(method);
        return used;

        void Method(MethodBase method)
        {
            Attributes(method);
            foreach (ParameterInfo parameter in method.GetParameters()) Add(parameter.ParameterType);
            if (method is MethodInfo { ReturnType: var result }) Add(result);
            if (method.GetMethodBody() is not { } body) return;
            foreach (LocalVariableInfo local in body.LocalVariables) Add(local.LocalType);
            foreach (ExceptionHandlingClause clause in body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause)) Add(clause.CatchType);
            foreach (MemberInfo member in Members(method, body.GetILAsByteArray()!))
            {
                used.Add(member);
                Add(member as Type ?? member.DeclaringType);
                if (member is MethodInfo { IsGenericMethod: true } generic)
                    foreach (Type argument in generic.GetGenericArguments()) Add(argument);
            }
        }

        void Attributes(MemberInfo member)
        {
            foreach (CustomAttributeData attribute in member.GetCustomAttributesData()) Add(attribute.AttributeType);
        }

        void Add(Type? one)
        {
            if (one is null || one.IsGenericParameter) return;
            if (one.HasElementType) Add(one.GetElementType());
            else if (used.Add(one.IsGenericType ? one.GetGenericTypeDefinition() : one))
                Add(one.DeclaringType);
            if (one.IsGenericType)
                foreach (Type argument in one.GetGenericArguments()) Add(argument);
        }
    }

    private static IEnumerable<MemberInfo> Members(MethodBase method, byte[] code)
    {
        Type[] typeArguments = method.DeclaringType!.GetGenericArguments();
        Type[] methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (int at = 0; at < code.Length;)
        {
            int value = code[at++];
            if (value == 0xFE) value = 0xFE00 | code[at++];
            OpCode instruction = OpCodesByValue[value];
            int operand = at;
            at += instruction.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(operand))),
                _ => 4,
            };
            if (instruction.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
                yield return method.Module.ResolveMember(BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(operand)), typeArguments, methodArguments)!;
        }
    }
}
