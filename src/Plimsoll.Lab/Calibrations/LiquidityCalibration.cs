using Plimsoll.Calibration;
using Plimsoll.Lab.Backtests;
using Plimsoll.Liquidity;
using Plimsoll.Models.Native;
using Plimsoll.Numerics;

namespace Plimsoll.Lab.Calibrations;

/// <summary>Makes the parameters of size and liquidation cost from depth, volume and books, and the tables beside them.</summary>
internal sealed class LiquidityCalibration(ImmutableArray<AssetRecord> assets, MarketRecords records, DailyCloses closes, NativeParameters before, EvidenceLog log)
{
    private static readonly double[] Distances = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05];

    /// <summary>One row an asset.</summary>
    public ImmutableArray<LiquidityRow> Rows(ImmutableArray<LiquidityClass> classes, string defaultClass) =>
    [
        .. assets.Select(asset =>
        {
            double hours = asset.Depth?.Step.TotalHours ?? 8;
            return new LiquidityRow(
                asset.Facts, classes.FirstOrDefault(kind => kind.Assets.Contains(asset.Asset))?.Name ?? defaultClass, asset.ThinSide.Length < 100 ? null : QuantileEstimate.Of(asset.ThinSide, 0.01).Value,
                DepthMemory.Of(asset.ThinTimes, asset.ThinSide, hours), DepthRefill.Of(asset.ThinTimes, asset.ThinSide, hours), Elasticity(asset), Manipulation(asset));
        }),
    ];

    /// <summary>One row a book.</summary>
    public ImmutableArray<BookRow> Books() => [.. records.Books.Select(Book)];

    /// <summary>The parameters.</summary>
    public SizeParameters Size(ImmutableArray<LiquidityRow> rows, ImmutableArray<BookRow> books)
    {
        SizeParameters size = before.Size;
        return size with { DepthHalfLifeHours = HalfLife(rows, size.DepthHalfLifeHours), VolumeStress = VolumeStress(size.VolumeStress), RefillHours = Refill(rows, size.RefillHours), Impact = Impact(books, size.Impact), DepthBand = Band(books, size.DepthBand) };
    }

    private double HalfLife(ImmutableArray<LiquidityRow> rows, double stood)
    {
        DepthMemory[] known = [.. rows.Select(row => row.Memory).OfType<DepthMemory>().OrderBy(memory => memory.HalfLifeHours)];
        if (known.Length == 0) return log.Checked("size.depthHalfLifeHours", stood, "no depth is recorded for 400 days");
        DepthMemory middle = known[(known.Length - 1) / 2];
        double prudent = known.Where(memory => memory.DayTail < 1).Select(memory => 24 * Math.Log(0.5) / Math.Log(memory.DayTail)).DefaultIfEmpty(double.PositiveInfinity).Min();
        double value = Math.Clamp(Rounding.DownTo(Math.Min(prudent, middle.HalfLifeHours * middle.Lasting), 6), 6, 168);
        return log.Measured(
            "size.depthHalfLifeHours", value, stood, FormattableString.Invariant($"the shorter of two, down to 6 h: the half-life at which a recorded depth has decayed after a day to what stood in the worst 5 % of cases, the least of {known.Length} assets ({prudent:0} h); and the half-life of the autocorrelation of log depth about its 90-day mean, up to a week, times the part that lasts to the next record, the lower median ({middle.HalfLifeHours:0} h · {middle.Lasting:0.00})"),
            new QuantileEstimate(middle.HalfLifeHours, middle.Lower, middle.Upper, middle.Observations), Names(rows.Where(row => row.Memory is not null)), null, closes.At(closes.Days - 1));
    }

    private double VolumeStress(double stood)
    {
        double[] ratios = [.. assets.SelectMany(asset => Enumerable.Range(1, closes.Days - 1).Where(day => asset.Closes.Volume[day - 1] > 0 && asset.Closes.Volume[day] > 0).Select(day => asset.Closes.Volume[day] / asset.Closes.Volume[day - 1]))];
        if (ratios.Length < 250) return log.Checked("size.volumeStress", stood, "fewer than 250 days of volume are recorded");
        QuantileEstimate low = QuantileEstimate.Of(ratios, 0.05);
        return log.Measured("size.volumeStress", Math.Max(0.05, Rounding.DownTo(low.Value, 0.05)), stood, "the 5 % quantile of a day's volume over that of the day before, all assets, down to 0.05", low, Names(), closes.At(0), closes.At(closes.Days - 1));
    }

    private double Refill(ImmutableArray<LiquidityRow> rows, double stood)
    {
        (Currency Asset, DepthRefill Found)[] known = [.. rows.Where(row => row.Refill is not null).Select(row => (row.Facts.Asset, row.Refill!.Value))];
        return log.Checked("size.refillHours", stood, known.Length == 0 ? "no falls of depth are recorded; judgement" : "judgement: records hours apart only bound it. Of falls to below 0.75 of the day's depth the median part back at the next record was " + string.Join(", ", known.Select(one => FormattableString.Invariant($"{one.Asset} {one.Found.Recovered:0%} of {one.Found.Falls}"))));
    }

    private double Impact(ImmutableArray<BookRow> books, double stood)
    {
        double[] implied = [.. books.Select(book => book.ImpliedImpact).OfType<double>().Order()];
        return log.Checked("size.impact", stood, implied.Length == 0 ? "no book stands beside a volume; judgement after Donier and Bonart (2015): 0.5 to 1" : FormattableString.Invariant($"judgement after Donier and Bonart (2015), 0.5 to 1; taking half of what stood within 1 % at once would mean {implied[0]:0.00} to {implied[^1]:0.00}, median {AssetRecord.Median(implied):0.00}, over {implied.Length} books, too few to calibrate by"));
    }

    private double Band(ImmutableArray<BookRow> books, double stood)
    {
        double[] exponents = [.. books.SelectMany(book => (DepthProfile?[])[book.Bids, book.Asks]).OfType<DepthProfile>().Select(profile => profile.Exponent).Order()];
        return log.Checked("size.depthBand", stood, exponents.Length == 0 ? "no book is recorded; judgement" : FormattableString.Invariant($"judgement; cumulative depth grows as distance to the power {AssetRecord.Median(exponents):0.00} (median of {exponents.Length} sides of recorded books, {exponents[0]:0.00} to {exponents[^1]:0.00})"));
    }

    private DepthElasticity? Elasticity(AssetRecord asset)
    {
        double[] daily = new double[closes.Days];
        Array.Fill(daily, double.NaN);
        for (int i = 0; i < asset.ThinTimes.Length; i++)
            if (asset.ThinTimes[i] % 86_400 == 0 && closes.DayAt(Timestamp.FromUnixSeconds(asset.ThinTimes[i])) is >= 0 and var day)
                daily[day] = asset.ThinSide[i];
        return DepthElasticity.Of(daily, [.. asset.Closes.CoinVariance.Take(closes.Days).Select(Math.Sqrt)]);
    }

    // The move looked at is a day's expected shortfall of a short: what a mark may make within a margin period.
    private MarkManipulation? Manipulation(AssetRecord asset)
    {
        double[] moves = [.. asset.Closes.CoinReturn.Where(move => !double.IsNaN(move)).TakeLast(before.MarketRisk.WindowDays).Select(move => 1 - Math.Exp(move))];
        if (moves.Length < 250 || asset.YearVolume.Length < 100) return null;
        double band = ExpectedShortfall.Of(moves, before.MarketRisk.InitialTail);
        return MarkManipulation.Of(asset.Asset, band, asset.YearThin.Length < 100 ? null : QuantileEstimate.Of(asset.YearThin, 0.05).Value, AssetRecord.Median(asset.YearVolume), asset.Volatility, before.Size.Impact, asset.LastInterest);
    }

    private BookRow Book(RecordedBook book)
    {
        double reach = Math.Min((book.Mid - book.Bids[^1].Price) / book.Mid, (book.Asks[^1].Price - book.Mid) / book.Mid);
        DepthProfile? Profile(ImmutableArray<RecordedLevel> side)
        {
            double[] within = [.. Distances.Where(distance => distance <= reach)];
            return DepthProfile.Fit(within, [.. within.Select(distance => side.Where(level => Math.Abs(level.Price - book.Mid) <= distance * book.Mid).Sum(level => level.Notional))]);
        }

        return new(book.Time, book.Venue, book.Symbol, book.Asset, book.Spread, Profile(book.Bids), Profile(book.Asks), reach, ImpliedImpact(book));
    }

    private double? ImpliedImpact(RecordedBook book)
    {
        AssetCloses? asset = closes.Assets.FirstOrDefault(one => one.Asset == book.Asset);
        int day = closes.DayAt(book.Time);
        if (asset is null || day < 0 || !(asset.Volume[day] > 0) || !(asset.CoinVariance[day + 1] > 0)) return null;
        RecordedLevel[] near = [.. book.Bids.TakeWhile(level => book.Mid - level.Price <= 0.01 * book.Mid)];
        double target = 0.5 * near.Sum(level => level.Notional), left = target, cost = 0;
        if (target <= 0) return null;
        foreach (RecordedLevel level in near)
        {
            double taken = Math.Min(left, level.Notional);
            cost += taken * (book.Mid - level.Price) / book.Mid;
            if ((left -= taken) <= 0) break;
        }

        return BookImpact.ImpliedCoefficient(cost / target, Math.Sqrt(asset.CoinVariance[day + 1]), target, asset.Volume[day]);
    }

    private string Names() => string.Join(", ", assets.Select(asset => asset.Asset));

    private static string Names(IEnumerable<LiquidityRow> rows) => string.Join(", ", rows.Select(row => row.Facts.Asset));
}
