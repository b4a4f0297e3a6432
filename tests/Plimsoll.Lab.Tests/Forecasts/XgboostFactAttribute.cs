using Plimsoll.Lab.Forecasts;

namespace Plimsoll.Lab.Tests.Forecasts;

/// <summary>A test that trains trees: skipped, with the package to install, where the system has no xgboost.</summary>
public sealed class XgboostFactAttribute : FactAttribute
{
    public XgboostFactAttribute()
    {
        if (!TreeTraining.IsAvailable) Skip = TreeTraining.Missing;
    }
}
