using System.Text.Json.Nodes;
using Plimsoll.Instruments;
using Plimsoll.Models.Derive;
using Plimsoll.Pricing;
using Plimsoll.Values;

namespace Plimsoll.Vectors.Tests;

/// <summary>Derive's three managers and its auction: oss-derive.json. Amounts in USDC, net margins above 0 when healthy.</summary>
internal static class DeriveFunctions
{
    public static void AddTo(VectorFunctions table)
    {
        table.Add("derive.srm", StandardManager);
        table.Add("derive.pmrm1", PortfolioManager);
        table.Add("derive.pmrm2", PortfolioManager2);
        table.Add("derive.dutchAuction.solvent", Auction);
    }

    private static JsonObject StandardManager(JsonObject inputs)
    {
        JsonObject parameters = inputs.Object("params"), option = parameters.Object("option"), oracle = parameters.Object("oracle"), depeg = parameters.Object("depeg");
        SrmMarketParameters Rules(SrmMarket market)
        {
            JsonObject? held = inputs.Objects("markets").First(one => one.Text("market") == market.Underlying)["base"] as JsonObject;
            return new()
            {
                Assets = [Currency.Of(market.Underlying)],
                Perpetual = new() { Mm = parameters.Object("perp").Number("mm"), Im = parameters.Object("perp").Number("im") },
                Option = new()
                {
                    MaxSpotReq = option.Number("maxSpotReq"),
                    MinSpotReq = option.Number("minSpotReq"),
                    MmCallSpotReq = option.Number("mmCallSpotReq"),
                    MmPutSpotReq = option.Number("mmPutSpotReq"),
                    MmPutMtmReq = option.Number("MMPutMtMReq"),
                    UnpairedImScale = option.Number("unpairedIMScale"),
                    UnpairedMmScale = option.Number("unpairedMMScale"),
                    MmOffsetScale = option.Number("mmOffsetScale"),
                },
                Base = held is null ? null : new() { MarginFactor = held.Number("marginFactor"), ImScale = held.NumberOr("imScale", 1) },
                OracleContingency = new() { Perp = oracle.Number("perp"), Option = oracle.Number("option"), Base = oracle.Number("base"), Factor = oracle.Number("factor") },
            };
        }

        SrmMargin margin = SrmMargin.Of(
            new(inputs.Decimal("cash"), inputs.Decimal("stablePrice"), [.. inputs.Objects("markets").Select(Market)]),
            Rules,
            new() { Threshold = depeg.Number("threshold"), Factor = depeg.Number("factor") });
        return new() { ["mm"] = Text(margin.NetMaintenance), ["im"] = Text(margin.NetInitial), ["markToMarket"] = Text(margin.MarkToMarket) };
    }

    private static SrmMarket Market(JsonObject market) => new()
    {
        Underlying = market.Text("market"),
        Spot = market.Decimal("spot"),
        SpotConfidence = market.NumberOr("spotConfidence", 1),
        Base = (market["base"] as JsonObject)?.Decimal("size") ?? 0m,
        Perpetual = Perpetual(market["perp"] as JsonObject),
        Expiries = [.. List(market, "expiries").Select(Expiry)],
    };

    private static SrmExpiry Expiry(JsonObject expiry)
    {
        double forward = expiry.Number("forward"), years = expiry.Number("secondsToExpiry") / FixedPoint.SecondsPerYear;
        return new(
            expiry.Decimal("forward"),
            Math.Min(expiry.NumberOr("forwardConfidence", 1), expiry.NumberOr("volConfidence", 1)),
            [
                .. List(expiry, "options").Select(option => new SrmOption(
                    Side(option),
                    option.Decimal("strike"),
                    option.Decimal("amount"),
                    FixedPoint.FromEstimate(Black76.Value(Side(option), forward, option.Number("strike"), years, option.Number("vol"))))),
            ]);
    }

    private static JsonObject PortfolioManager(JsonObject inputs)
    {
        JsonObject parameters = inputs.Object("params"), spot = inputs.Object("spot");
        PmrmMargin margin = PmrmMargin.Of(
            new()
            {
                Cash = inputs.Decimal("cash"),
                StablePrice = inputs.Decimal("stablePrice"),
                Spot = spot.Decimal("price"),
                SpotConfidence = spot.NumberOr("confidence", 1),
                Base = inputs["baseAmount"] is null ? 0m : inputs.Decimal("baseAmount"),
                Perpetual = Perpetual(inputs["perp"] as JsonObject),
                Expiries =
                [
                    .. List(inputs, "expiries").Select(expiry => new ExpiryHoldings
                    {
                        SecondsToExpiry = expiry.Number("secondsToExpiry"),
                        ForwardVariable = expiry.Number("forwardVariable"),
                        ForwardFixed = expiry.NumberOr("forwardFixed", 0),
                        Rate = expiry.NumberOr("rate", 0),
                        Confidence = Confidence(expiry),
                        Options = [.. List(expiry, "options").Select(option => Option(option, "vol"))],
                    }),
                ],
            },
            new()
            {
                Underlyings = [],
                Scenarios = [.. inputs.Objects("scenarios").Select(Scenario)],
                ImFactor = parameters.Number("imFactor"),
                BaseStaticDiscount = parameters.Number("baseStaticDiscount"),
                RateMultScale = parameters.Number("rateMultScale"),
                RateAddScale = parameters.Number("rateAddScale"),
                BasePercent = parameters.Number("basePercent"),
                PerpPercent = parameters.Number("perpPercent"),
                OptionPercent = parameters.Number("optionPercent"),
                VolShock = VolShock(parameters, parameters.Number("dteFloorSec") / 86_400),
                BasisContingency = Basis(parameters, "scenarioSpotUp", "scenarioSpotDown", "basisContAddFactor", "basisContMultFactor"),
                FeedContingency = Feeds(parameters),
            });
        return new()
        {
            ["mm"] = Text(margin.NetMaintenance),
            ["im"] = Text(margin.NetInitial),
            ["portfolioMtm"] = Text(margin.MarkToMarket),
            ["basisContingency"] = Text(margin.BasisContingency),
            ["staticContingency"] = Text(margin.StaticContingency),
        };
    }

    private static JsonObject PortfolioManager2(JsonObject inputs)
    {
        JsonObject parameters = inputs.Object("params"), spot = inputs.Object("spot");
        Pmrm2Margin margin = Pmrm2Margin.Of(
            new()
            {
                Cash = inputs.Decimal("cash"),
                StablePrice = inputs.Object("stable").Decimal("price"),
                Spot = spot.Decimal("price"),
                SpotConfidence = spot.NumberOr("confidence", 1),
                Perpetual = Perpetual(inputs["perp"] as JsonObject),
                Collaterals =
                [
                    .. List(inputs, "collaterals").Select(one => new CollateralHolding(
                        one.Text("asset"), one.Decimal("amount"), one.Decimal("price"), one.NumberOr("confidence", 1), one.FlagOr("riskCancelling", false),
                        one.Decimal("mmHaircut"), one.Decimal("imHaircutOnTop"))),
                ],
                Expiries =
                [
                    .. List(inputs, "expiries").Select(expiry => ExpiryHoldings.Of(
                        [.. List(expiry, "options").Select(option => Option(option, "markVol"))], expiry.Number("forward"), expiry.Number("secondsToExpiry")) with
                    {
                        Rate = expiry.NumberOr("rate", 0),
                        Confidence = Confidence(expiry),
                    }),
                ],
            },
            new()
            {
                Underlyings = [],
                Scenarios = [.. inputs.Objects("scenarios").Select(Scenario)],
                ImFactor = parameters.Number("imFactor"),
                MmFactor = parameters.Number("mmFactor"),
                StaticDiscountLong = parameters.Number("staticDiscountLong"),
                StaticDiscountShort = parameters.Number("staticDiscountShort"),
                LongRateMult = parameters.Number("longRateMult"),
                LongRateAdd = parameters.Number("longRateAdd"),
                ShortRateMult = parameters.Number("shortRateMult"),
                ShortRateAdd = parameters.Number("shortRateAdd"),
                Collaterals = [],
                MmPerpPct = parameters.Number("mmPerpPct"),
                ImPerpPct = parameters.Number("imPerpPctOnTop"),
                MmOptionPct = parameters.Number("mmOptionPct"),
                ImOptionPct = parameters.Number("imOptionPctOnTop"),
                VolShock = VolShock(parameters, parameters.Number("dteFloorDays")) with { MinVolUpShock = parameters.OptionalNumber("minVolUpShock") },
                SkewShock = new()
                {
                    LinearBaseCap = parameters.Number("linearBaseCap"),
                    LinearCBase = parameters.Number("linearCBase"),
                    AbsBaseCap = parameters.Number("absBaseCap"),
                    AbsCBase = parameters.Number("absCBase"),
                    MinKStar = parameters.Number("minKStar"),
                    WidthScale = parameters.Number("widthScale"),
                    VolParamStatic = parameters.Number("volParamStatic"),
                    VolParamScale = parameters.Number("volParamScale"),
                },
                BasisContingency = Basis(parameters, "basisSpotUp", "basisSpotDown", "basisAdd", "basisMult"),
                FeedContingency = Feeds(parameters),
            });
        return new()
        {
            ["mm"] = Text(margin.NetMaintenance),
            ["im"] = Text(margin.NetInitial),
            ["optionMtm"] = Text(margin.OptionValue),
            ["collateralMtm"] = Text(margin.CollateralValue),
            ["basisContingency"] = Text(margin.BasisContingency),
            ["scenarioPnl"] = new JsonArray([.. margin.ScenarioPnl.Select(Text)]),
        };
    }

    private static JsonObject Auction(JsonObject inputs)
    {
        JsonObject parameters = inputs.Object("params");
        var auction = new DutchAuction(inputs.Decimal("markToMarket"), inputs.Decimal("maintenanceMargin"), inputs["reservedCash"] is null ? 0m : inputs.Decimal("reservedCash"), new()
        {
            StartingMtmPct = parameters.Number("startingMtMPct"),
            FastCutoffPct = parameters.Number("fastCutoffPct"),
            FastLengthSec = parameters.Number("fastLengthSec"),
            SlowLengthSec = parameters.Number("slowLengthSec"),
            BufferMarginPct = parameters.Number("bufferMarginPct"),
        });
        double seconds = inputs.Number("secondsSinceStart");
        AuctionFill fill = auction.Bid(inputs.Decimal("percentWanted"), seconds);
        return new()
        {
            ["bufferMargin"] = Text(auction.BufferMargin),
            ["maxProportion"] = Text(auction.MaxProportion(seconds)),
            ["cashFromBidder"] = Text(fill.CashFromBidder),
            ["liquidatedFractionOfCurrent"] = Text(fill.Proportion),
        };
    }

    private static PerpetualHolding Perpetual(JsonObject? perpetual)
    {
        if (perpetual is null) return PerpetualHolding.None;
        decimal Optional(string name) => perpetual[name] is null ? 0m : perpetual.Decimal(name);
        return new(Optional("size"), Optional("price"), perpetual.NumberOr("confidence", 1), Optional("unrealisedPnlAndFunding") + Optional("unrealisedPnl") + Optional("unsettledFunding"));
    }

    private static OptionHolding Option(JsonObject option, string volatility) => new(Side(option), option.Decimal("strike"), option.Decimal("amount"), option.Number(volatility));

    private static MarginScenario Scenario(JsonObject scenario) => new()
    {
        SpotShock = scenario.Number("spotShock"),
        VolShock = Enum.Parse<VolShockDirection>(scenario.Text("volShock")),
        Dampening = scenario.OptionalNumber("dampening"),
    };

    private static VolatilityShockParameters VolShock(JsonObject parameters, double dteFloorDays) => new()
    {
        VolRangeUp = parameters.Number("volRangeUp"),
        VolRangeDown = parameters.Number("volRangeDown"),
        ShortTermPower = parameters.Number("shortTermPower"),
        LongTermPower = parameters.Number("longTermPower"),
        DteFloorDays = dteFloorDays,
    };

    private static BasisContingencyParameters Basis(JsonObject parameters, string up, string down, string add, string mult) =>
        new() { ScenarioSpotUp = parameters.Number(up), ScenarioSpotDown = parameters.Number(down), AddFactor = parameters.Number(add), MultFactor = parameters.Number(mult) };

    private static FeedContingencyParameters Feeds(JsonObject parameters) => new()
    {
        PegLossThreshold = parameters.Number("pegLossThreshold"),
        PegLossFactor = parameters.Number("pegLossFactor"),
        ConfThreshold = parameters.Number("confThreshold"),
        ConfMargin = parameters.Number("confMargin"),
    };

    private static double Confidence(JsonObject expiry) =>
        Math.Min(expiry.NumberOr("forwardConfidence", 1), Math.Min(expiry.NumberOr("rateConfidence", 1), expiry.NumberOr("volConfidence", 1)));

    private static OptionSide Side(JsonObject option) => option.Text("type") == "call" ? OptionSide.Call : OptionSide.Put;

    private static JsonObject[] List(JsonObject inputs, string name) => inputs[name] is null ? [] : inputs.Objects(name);

    private static JsonNode Text(decimal amount) => CanonicalWriter.Text(amount);
}
