using Plimsoll.Models.Derive;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Models.Derive;

/// <summary>Parameters of the three managers, near those of the shipped rulebooks.</summary>
internal static class DeriveSample
{
    public const double Rate = 0.05;

    public static readonly Currency Btc = Currency.Of("BTC"), Eth = Currency.Of("ETH"), Usdc = Currency.Of("USDC");

    public static readonly DutchAuctionParameters Auction = new()
    {
        StartingMtmPct = 0.95,
        FastCutoffPct = 0.7,
        FastLengthSec = 900,
        SlowLengthSec = 43_200,
        InsolventLengthSec = 3_600,
        BufferMarginPct = 0.15,
    };

    public static readonly SrmMarketParameters SrmMarket = new()
    {
        Assets = [Btc, Eth],
        Perpetual = new() { Mm = 0.065, Im = 0.1 },
        Option = new()
        {
            MaxSpotReq = 0.15,
            MinSpotReq = 0.13,
            MmCallSpotReq = 0.09,
            MmPutSpotReq = 0.09,
            MmPutMtmReq = 0.09,
            UnpairedImScale = 1.2,
            UnpairedMmScale = 1.1,
            MmOffsetScale = 1.05,
        },
        Base = new() { MarginFactor = 0.75, ImScale = 0.93 },
        OracleContingency = new() { Perp = 0.55, Option = 0.55, Base = 0.55, Factor = 1 },
    };

    public static readonly SrmParameters Srm = new() { Markets = [SrmMarket], Depeg = new() { Threshold = 0.99, Factor = 2 } };

    public static readonly PmrmMarginParameters Pmrm = new()
    {
        Underlyings = [Btc],
        Scenarios =
        [
            .. from spot in new[] { 1.2, 1.1, 1, 0.9, 0.8 } from shock in new[] { VolShockDirection.Up, VolShockDirection.None, VolShockDirection.Down } select new MarginScenario { SpotShock = spot, VolShock = shock },
        ],
        ImFactor = 1.25,
        BaseStaticDiscount = 0.95,
        RateMultScale = 1,
        RateAddScale = 0.12,
        BasePercent = 0.03,
        PerpPercent = 0.03,
        OptionPercent = 0.02,
        VolShock = new() { VolRangeUp = 0.6, VolRangeDown = 0.3, ShortTermPower = 0.3, LongTermPower = 0.13, DteFloorDays = 1 },
        BasisContingency = new() { ScenarioSpotUp = 1.05, ScenarioSpotDown = 0.95, AddFactor = 1, MultFactor = 1.2 },
        FeedContingency = new() { PegLossThreshold = 0.99, PegLossFactor = 4, ConfThreshold = 0.55, ConfMargin = 1 },
    };

    public static readonly Pmrm2MarginParameters Pmrm2 = new()
    {
        Underlyings = [Btc],
        Scenarios =
        [
            .. Pmrm.Scenarios,
            new() { SpotShock = 0.34, VolShock = VolShockDirection.Up, Dampening = 0.21 },
            new() { SpotShock = 3, VolShock = VolShockDirection.Up, Dampening = 0.0693 },
            new() { SpotShock = 1, VolShock = VolShockDirection.Linear },
            new() { SpotShock = 1, VolShock = VolShockDirection.Abs },
        ],
        ImFactor = 1,
        MmFactor = 0.8,
        StaticDiscountLong = 0.95,
        StaticDiscountShort = 1.05,
        LongRateMult = 1,
        LongRateAdd = 0.16,
        ShortRateMult = 0.5,
        ShortRateAdd = 0.16,
        MmPerpPct = 0.03,
        ImPerpPct = 0.01,
        MmOptionPct = 0.003,
        ImOptionPct = 0.002,
        Collaterals =
        [
            new() { Assets = [Btc], Underlyings = [Btc], RiskCancelling = true, MmHaircut = 0.02, ImHaircut = 0.01 },
            new() { Assets = [Eth], Underlyings = [Btc], RiskCancelling = false, MmHaircut = 0.15, ImHaircut = 0.05 },
        ],
        VolShock = new() { VolRangeUp = 0.5, VolRangeDown = 0.3, ShortTermPower = 0.3, LongTermPower = 0.13, DteFloorDays = 1, MinVolUpShock = 0.4 },
        SkewShock = new() { LinearBaseCap = 0.25, LinearCBase = -0.1, AbsBaseCap = 0.25, AbsCBase = -0.1, MinKStar = 0.01, WidthScale = 4, VolParamStatic = 0.6, VolParamScale = -0.1 },
        BasisContingency = new() { ScenarioSpotUp = 1.045, ScenarioSpotDown = 0.955, AddFactor = 0.5, MultFactor = 2 },
        FeedContingency = new() { PegLossThreshold = 0.98, PegLossFactor = 2, ConfThreshold = 0.55, ConfMargin = 1 },
    };

    public static DeriveParameters Of(SrmParameters? srm = null, PmrmMarginParameters? pmrm = null, Pmrm2MarginParameters? pmrm2 = null) =>
        new() { InterestRate = Rate, Auction = Auction, Srm = srm, Pmrm = pmrm, Pmrm2 = pmrm2 };
}
