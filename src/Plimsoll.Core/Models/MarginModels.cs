using Plimsoll.Models.Binance;
using Plimsoll.Models.Bybit;
using Plimsoll.Models.Deribit;
using Plimsoll.Models.Derive;
using Plimsoll.Models.Drift;
using Plimsoll.Models.Dydx;
using Plimsoll.Models.Fixed;
using Plimsoll.Models.Gmx;
using Plimsoll.Models.Native;
using Plimsoll.Models.Okx;
using Plimsoll.Models.Paradex;
using Plimsoll.Models.Span;
using Plimsoll.Models.Standard;
using Plimsoll.Models.Venues;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models;

/// <summary>The model that a rulebook is for.</summary>
public static class MarginModels
{
    /// <summary>Makes the model under a rulebook's parameters.</summary>
    /// <exception cref="InvalidInputException">The parameters contradict each other, or no model reads them; every problem is in it.</exception>
    public static IMarginModel Create(Rulebook rulebook) => rulebook.Parameters switch
    {
        NativeParameters parameters => NativeModel.Create(rulebook.ModelVersion, parameters),
        FixedRateParameters parameters => FixedRateModel.Create(rulebook.ModelVersion, parameters),
        DeribitPortfolioParameters parameters => new VenueModel(rulebook.ModelVersion, new DeribitPortfolioRules(Checked(parameters))),
        StandardParameters parameters => StandardRules.Create(rulebook.ModelVersion, parameters),
        OkxPortfolioParameters parameters => new VenueModel(rulebook.ModelVersion, new OkxPortfolioRules(Checked(parameters))),
        BybitPortfolioParameters parameters => new VenueModel(rulebook.ModelVersion, new BybitPortfolioRules(Checked(parameters))),
        BinancePortfolioParameters parameters => new VenueModel(rulebook.ModelVersion, new BinancePortfolioRules(Checked(parameters))),
        SpanParameters parameters => new VenueModel(rulebook.ModelVersion, new SpanRules(Checked(parameters))),
        DeriveParameters parameters => new VenueModel(rulebook.ModelVersion, DeriveRules.Of(Checked(parameters))),
        ParadexParameters parameters => new VenueModel(rulebook.ModelVersion, new ParadexRules(Checked(parameters))),
        DriftParameters parameters => DriftRules.Create(rulebook.ModelVersion, parameters),
        DydxParameters parameters => DydxRules.Create(rulebook.ModelVersion, parameters),
        GmxParameters parameters => GmxRules.Create(rulebook.ModelVersion, parameters),
        _ => throw new InvalidInputException([new Problem(rulebook.Name, $"no model reads the parameters of '{rulebook.Model}'.")]),
    };

    private static T Checked<T>(T parameters)
        where T : IModelParameters =>
        parameters.Problems() is { Length: > 0 } problems ? throw new InvalidInputException(problems) : parameters;
}
