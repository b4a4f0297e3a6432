using System.Runtime.InteropServices;

namespace Plimsoll.Lab.Forecasts;

/// <summary>The C interface of xgboost, as far as training needs it. The library is the system's own.</summary>
internal static partial class Xgboost
{
    private const string Library = "xgboost";
    private static readonly string[] FileNames = ["libxgboost.so.0", "libxgboost.so", "libxgboost.dylib", "xgboost.dll"];
    private static readonly Lazy<nint> Handle = new(Load);

    static Xgboost() => NativeLibrary.SetDllImportResolver(typeof(Xgboost).Assembly, static (name, _, _) => name == Library ? Handle.Value : nint.Zero);

    /// <summary>Whether the library is installed.</summary>
    public static bool IsThere => Handle.Value != nint.Zero;

    /// <summary>What to tell whoever lacks it.</summary>
    public static string Missing => $"Boosted trees are trained with xgboost, which is not installed (looked for {string.Join(", ", FileNames)}). On Debian and Ubuntu: apt-get install libxgboost0. Or leave out the methods trees and blend.";

    /// <summary>Throws what the library says was wrong.</summary>
    /// <exception cref="InvalidOperationException">A call failed.</exception>
    public static void Check(int code)
    {
        if (code != 0) throw new InvalidOperationException($"xgboost: {Marshal.PtrToStringUTF8(XGBGetLastError())}");
    }

    [LibraryImport(Library)]
    private static partial nint XGBGetLastError();

    [LibraryImport(Library)]
    internal static partial int XGDMatrixCreateFromMat(float[] data, ulong rows, ulong columns, float missing, out nint matrix);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGDMatrixSetFloatInfo(nint matrix, string field, float[] values, ulong length);

    [LibraryImport(Library)]
    internal static partial int XGDMatrixFree(nint matrix);

    [LibraryImport(Library)]
    internal static partial int XGBoosterCreate(nint[] matrices, ulong length, out nint booster);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterSetParam(nint booster, string name, string value);

    [LibraryImport(Library)]
    internal static partial int XGBoosterUpdateOneIter(nint booster, int iteration, nint matrix);

    [LibraryImport(Library)]
    internal static partial int XGBoosterPredict(nint booster, nint matrix, int options, uint trees, int isTraining, out ulong length, out nint values);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterSaveModelToBuffer(nint booster, string configuration, out ulong length, out nint bytes);

    [LibraryImport(Library)]
    internal static partial int XGBoosterFree(nint booster);

    private static nint Load()
    {
        foreach (string name in FileNames)
            if (NativeLibrary.TryLoad(name, typeof(Xgboost).Assembly, DllImportSearchPath.SafeDirectories | DllImportSearchPath.System32, out nint handle)) return handle;
        return nint.Zero;
    }
}
