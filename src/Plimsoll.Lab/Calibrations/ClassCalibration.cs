using Plimsoll.Calibration;
using Plimsoll.Lab.Backtests;
using Plimsoll.Models.Native;
using Plimsoll.Numerics;

namespace Plimsoll.Lab.Calibrations;

/// <summary>Makes the liquidity classes: members by rule, floors and caps from what members showed.</summary>
internal sealed class ClassCalibration(ImmutableArray<AssetRecord> assets, NativeParameters before, DailyCloses closes, ImmutableArray<VolatilityResponse?> responses, EvidenceLog log)
{
    private const double LeastMinimumRate = 0.01, LeastHaircut = 0.05, Beyond = 1.25, MostRelief = 0.5;

    private Timestamp First => closes.At(0);

    private Timestamp Last => closes.At(closes.Days - 1);

    /// <summary>The classes.</summary>
    public ImmutableArray<LiquidityClass> Classes()
    {
        var members = ClassRule.Members(assets.Select(asset => asset.Facts), ClassRule.Default);
        Currency[] recorded = [.. assets.Select(asset => asset.Asset)];
        var made = ImmutableArray.CreateBuilder<LiquidityClass>();
        LiquidityClass? above = null;
        double relief = 1;
        foreach (LiquidityClass old in before.Classes)
        {
            if (old.Peg == true)
            {
                made.Add(old);
                continue;
            }

            ImmutableArray<Currency> measured = members.GetValueOrDefault(old.Name, []);
            // What the folder does not hold stays where judgement put it.
            ImmutableArray<Currency> listed = [.. measured, .. old.Assets.Concat(ClassRule.Judged.GetValueOrDefault(old.Name, [])).Where(asset => !recorded.Contains(asset)).Distinct()];
            log.Add(new($"classes.{old.Name}.assets", string.Join(", ", listed), measured.IsEmpty ? EvidenceBasis.Judgement : EvidenceBasis.Measured, Membership(old.Name, measured, listed))
            {
                Before = string.Join(", ", old.Assets), Sample = measured.IsEmpty ? null : string.Join(", ", measured), Observations = measured.Length, From = Last + TimeSpan.FromDays(-365), To = Last,
            });
            LiquidityClass next = Class(old with { Assets = listed, Reference = ReferenceOf(old, listed, measured) }, [.. assets.Where(asset => measured.Contains(asset.Asset))]);
            if (measured.IsEmpty) next = next with { MinimumRate = JudgedMinimum(next, relief) };
            if (above is not null) next = NotBetterThan(next, above);
            relief = next.MinimumRate / old.MinimumRate;
            made.Add(next);
            above = next;
        }

        return made.ToImmutable();
    }

    private static string Membership(string name, ImmutableArray<Currency> measured, ImmutableArray<Currency> listed)
    {
        ClassRule? rule = ClassRule.Default.FirstOrDefault(rule => rule.Class == name);
        string said = rule is null ? "what no other class takes" : FormattableString.Invariant($"median daily volume over a year from {rule.LeastVolume:N0} USD, {rule.LeastDays} days of history, daily volatility to {rule.GreatestVolatility:0%}, depth within 1 % from {rule.LeastDepth:N0} USD where recorded");
        Currency[] judged = [.. listed.Except(measured)];
        return judged.Length == 0 ? said : $"{said}; {string.Join(", ", judged)} by judgement, as the folder does not hold them";
    }

    private Currency? ReferenceOf(LiquidityClass old, ImmutableArray<Currency> listed, ImmutableArray<Currency> measured)
    {
        if (old.Reference is not { } reference || listed.Contains(reference)) return old.Reference;
        return measured.Where(asset => asset != before.MarketRisk.Leader).Cast<Currency?>().FirstOrDefault();
    }

    private LiquidityClass Class(LiquidityClass old, AssetRecord[] members)
    {
        if (members.Length == 0) return old;
        return old with
        {
            MinimumRate = MinimumRate(old, members), CapacityFloor = CapacityFloor(old, members), VolumeFloor = VolumeFloor(old, members), OpenInterestCap = OpenInterestCap(old, members), HaircutFloor = HaircutFloor(old, members),
            CollateralFloor = CollateralFloor(old, members), VolatilityUp = Shock(old, members, up: true), VolatilityDown = Shock(old, members, up: false),
        };
    }

    private double MinimumRate(LiquidityClass old, AssetRecord[] members)
    {
        QuantileEstimate[] moves = [.. members.Select(asset => asset.Closes).Select(one => Enumerable.Range(0, closes.Days).Where(one.HasBasis).Select(day => Math.Abs(one.BasisReturn[day])).ToArray()).Where(moves => moves.Length >= 250).Select(moves => QuantileEstimate.Of(moves, 0.995))];
        if (moves.Length == 0) return log.Checked($"classes.{old.Name}.minimumRate", old.MinimumRate, "no member has spot and perpetual recorded for 250 days");
        QuantileEstimate median = moves.OrderBy(move => move.Value).ElementAt(moves.Length / 2);
        return log.Measured(
            $"classes.{old.Name}.minimumRate", Math.Max(LeastMinimumRate, Rounding.UpTo(2 * median.Value, 0.0025)), old.MinimumRate, "twice the 99.5 % quantile of a day's change of basis, the upper median of the members, up to a quarter per cent, 1 % at least: what a position hedged in its own coin can lose",
            median, Names(members), First, Last);
    }

    // Where the class above turned out to need less than judged, the judgement of this one was too high as well.
    private double JudgedMinimum(LiquidityClass of, double relief)
    {
        double value = Rounding.UpTo(of.MinimumRate * Math.Clamp(relief, MostRelief, 1), 0.0025);
        log.Add(new($"classes.{of.Name}.minimumRate", EvidenceLog.Text(value), EvidenceBasis.Judgement, "falls as the minimum of the class above did against its own judgement, by half at most; no member is in the data") { Before = EvidenceLog.Text(of.MinimumRate) });
        return value;
    }

    private double CapacityFloor(LiquidityClass old, AssetRecord[] members)
    {
        QuantileEstimate[] depths = [.. members.Where(asset => asset.ThinSide.Length >= 250).Select(asset => QuantileEstimate.Of(asset.ThinSide, 0.01))];
        if (depths.Length == 0) return log.Checked($"classes.{old.Name}.capacityFloor", old.CapacityFloor, "no depth is recorded for a member");
        QuantileEstimate least = depths.MinBy(depth => depth.Value);
        return log.Measured($"classes.{old.Name}.capacityFloor", Rounding.Down(least.Value), old.CapacityFloor, "the 1 % quantile of the depth of the thinner side within 1 % of mid, the least of the members, without refill", least, Names([.. members.Where(asset => asset.ThinSide.Length >= 250)]), At(members.Where(asset => asset.ThinTimes.Length > 0).Min(asset => asset.ThinTimes[0])), Last);
    }

    private double VolumeFloor(LiquidityClass old, AssetRecord[] members)
    {
        QuantileEstimate[] volumes = [.. members.Where(asset => asset.YearVolume.Length >= 100).Select(asset => QuantileEstimate.Of(asset.YearVolume, 0.01))];
        if (volumes.Length == 0) return log.Checked($"classes.{old.Name}.volumeFloor", old.VolumeFloor, "no volume is recorded for a member");
        QuantileEstimate least = volumes.MinBy(volume => volume.Value);
        return log.Measured($"classes.{old.Name}.volumeFloor", Rounding.Down(least.Value), old.VolumeFloor, "the 1 % quantile of a day's volume on the one market recorded over the last year, the least of the members", least, Names(members), Last + TimeSpan.FromDays(-365), Last);
    }

    private double CollateralFloor(LiquidityClass old, AssetRecord[] members)
    {
        double floor = VolumeOf(members);
        if (double.IsNaN(floor)) return log.Checked($"classes.{old.Name}.collateralFloor", old.CollateralFloor, "no volume is recorded for a member");
        return log.Measured($"classes.{old.Name}.collateralFloor", Rounding.Down(floor * before.Collateral.VolumeShare * before.Size.VolumeStress), old.CollateralFloor, "collateral.volumeShare · size.volumeStress · the class's volume floor: the cap of the thinnest member on its thinnest day", null, Names(members), Last + TimeSpan.FromDays(-365), Last);
    }

    private static double VolumeOf(AssetRecord[] members) => members.Where(asset => asset.YearVolume.Length >= 100).Select(asset => Rounding.Down(QuantileEstimate.Of(asset.YearVolume, 0.01).Value)).DefaultIfEmpty(double.NaN).Min();

    // The law's bound on manipulation is in the model's own formula; here stands the crowding beyond anything seen.
    private double OpenInterestCap(LiquidityClass old, AssetRecord[] members)
    {
        string path = $"classes.{old.Name}.openInterestCap";
        QuantileEstimate[] seen = [.. members.Where(asset => asset.InterestOfVolume.Length >= 250).Select(asset => QuantileEstimate.Of(asset.InterestOfVolume, 0.99)).OrderByDescending(one => one.Value)];
        if (seen.Length == 0) return log.Checked(path, old.OpenInterestCap, "no open interest is recorded for a member");
        string book = string.Join(", ", members.Where(asset => asset.YearThin.Length >= 100 && asset.YearVolume.Length >= 100).Select(asset => FormattableString.Invariant($"{asset.Asset} {ManipulationCap(asset) / AssetRecord.Median(asset.YearVolume):0.00}")));
        return log.Measured(
            path, Math.Min(old.OpenInterestCap, Rounding.UpTo(Beyond * seen[0].Value, 0.25)), old.OpenInterestCap,
            FormattableString.Invariant($"{Beyond} times the greatest 99 % quantile of open interest over a day's volume among the members (one venue's against another's), up to a quarter, and no more than judged before; the model caps it further by the square-root law. Against the visible book alone, taken and given back at once, moving the mark by a day's expected shortfall pays from this many days of volume: {(book.Length == 0 ? "no depth recorded" : book)}"),
            seen[0], Names([.. members.Where(asset => asset.InterestOfVolume.Length >= 250)]), null, Last);
    }

    private double ManipulationCap(AssetRecord asset) => Plimsoll.Liquidity.ManipulationBound.LinearBook(QuantileEstimate.Of(asset.YearThin, 0.05).Value / 0.01, Move(asset), 0).OpenInterestCap;

    private double Move(AssetRecord asset)
    {
        double[] moves = [.. asset.Closes.CoinReturn.Where(move => !double.IsNaN(move)).TakeLast(before.MarketRisk.WindowDays).Select(move => Math.Exp(move) - 1)];
        return ExpectedShortfall.Of(moves, before.MarketRisk.InitialTail);
    }

    // With 365 days the 99.9 % loss is the worst day: a haircut never falls below what the worst day of a calm year took.
    private double HaircutFloor(LiquidityClass old, AssetRecord[] members)
    {
        var worst = new List<double>();
        foreach (AssetCloses asset in members.Select(asset => asset.Closes))
        {
            for (int end = 365; end < closes.Days; end += 30)
            {
                double[] year = [.. asset.CoinReturn[(end - 364)..(end + 1)].Where(move => !double.IsNaN(move))];
                if (year.Length >= 350) worst.Add(1 - Math.Exp(year.Min()));
            }
        }

        if (worst.Count < 12) return log.Checked($"classes.{old.Name}.haircutFloor", old.HaircutFloor, "too few years of prices");
        QuantileEstimate calm = QuantileEstimate.Of([.. worst], 0.05);
        return log.Measured($"classes.{old.Name}.haircutFloor", Math.Max(LeastHaircut, Rounding.DownTo(calm.Value, 0.01)), old.HaircutFloor, "the 99.9 % loss of a day in a calm year: the 5 % quantile, over members and years that begin every 30 days, of the year's worst day, down to a per cent, 5 % at least", calm, Names(members), First, Last);
    }

    private double Shock(LiquidityClass old, AssetRecord[] members, bool up)
    {
        string path = $"classes.{old.Name}.{(up ? "volatilityUp" : "volatilityDown")}";
        double value = up ? old.VolatilityUp : old.VolatilityDown;
        VolatilityResponse? response = members.Select(member => responses[closes.Assets.IndexOf(member.Closes)]).FirstOrDefault(one => one is not null);
        if (response is null) return value;
        QuantileEstimate quantile = up ? response.Rise : response.Fall;
        return log.Measured(path, Rounding.UpTo(Math.Abs(quantile.Value), 0.05), value, up ? "the 99 % quantile of a day's relative rise of a 30-day index, up to 5 %" : "the 1 % quantile of a day's relative change of a 30-day index, up to 5 %", quantile, "an index of implied volatility", First, Last);
    }

    // A class is never given more than the one above it: where members were measured in one class and judged in another the order must hold.
    private LiquidityClass NotBetterThan(LiquidityClass next, LiquidityClass above)
    {
        double Least(string name, double value, double bound) => Bounded(next, name, value, Math.Max(value, bound));
        double Most(string name, double value, double bound) => Bounded(next, name, value, Math.Min(value, bound));
        return next with
        {
            MinimumRate = Least("minimumRate", next.MinimumRate, above.MinimumRate), CapacityFloor = Most("capacityFloor", next.CapacityFloor, above.CapacityFloor), VolumeFloor = Most("volumeFloor", next.VolumeFloor, above.VolumeFloor),
            OpenInterestCap = Most("openInterestCap", next.OpenInterestCap, above.OpenInterestCap), HaircutFloor = Least("haircutFloor", next.HaircutFloor, above.HaircutFloor), CollateralFloor = Most("collateralFloor", next.CollateralFloor, above.CollateralFloor),
        };
    }

    private double Bounded(LiquidityClass of, string name, double value, double bounded) =>
        bounded == value ? value : log.Checked($"classes.{of.Name}.{name}", bounded, $"no better than the class above it: {EvidenceLog.Text(value)} would be");

    private static string Names(AssetRecord[] members) => string.Join(", ", members.Select(asset => asset.Asset));

    private static Timestamp At(long seconds) => Timestamp.FromUnixSeconds(seconds);
}
