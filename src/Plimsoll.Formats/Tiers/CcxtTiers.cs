using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;

namespace Plimsoll.Formats;

/// <summary>
/// Reads what ccxt's <c>fetchLeverageTiers</c> (an object by symbol) or <c>fetchMarketLeverageTiers</c> (a list) returns, and freqtrade's forms of it. ccxt's own fields say neither what a size counts nor
/// what a rate applies to; the venue's raw row in <c>info</c> does, where it is there: Binance, OKX (whose "notional" is contracts, and whose initial rate is exact there) and Bybit.
/// </summary>
internal static class CcxtTiers
{
    private const string Shape = "{ \"minNotional\": 0, \"maxNotional\": 50000, \"maintenanceMarginRate\": 0.004, \"maxLeverage\": 125 }";

    /// <summary>An object by symbol.</summary>
    public static TierFormat ReadTable(DocumentNode table, List<TierDraft> drafts, ProblemList problems, ProblemList exceptions)
    {
        bool freqtrade = false;
        if (ObjectReader.OpenAny(table, problems, $"{{ \"BTC/USDT:USDT\": [ {Shape} ] }}") is null) return TierFormat.Ccxt;
        foreach ((string name, DocumentNode list) in table.Members)
        {
            if (list.Kind != NodeKind.Array)
            {
                problems.Add(list, $"{list.Found} stands where the tiers of an instrument must; write [ {Shape} ].");
                continue;
            }

            freqtrade |= list.Items.Any(item => item["maintAmt"] is not null);
            ReadSymbol(name, list.Place, list.Items, drafts, problems, exceptions);
        }

        return freqtrade ? TierFormat.Freqtrade : TierFormat.Ccxt;
    }

    /// <summary>A list, whose tiers name their instrument.</summary>
    public static TierFormat ReadList(DocumentNode list, List<TierDraft> drafts, ProblemList problems, ProblemList exceptions)
    {
        foreach (IGrouping<string, DocumentNode> group in list.Items.GroupBy(item => TierNumbers.Text(item, "symbol"), StringComparer.Ordinal))
        {
            if (group.Key.Length == 0) problems.Add(group.First(), $"the tier names no instrument; write {{ \"BTC/USDT:USDT\": [ … ] }} around the list, or \"symbol\" into each tier.");
            else ReadSymbol(group.Key, group.First().Place, [.. group], drafts, problems, exceptions);
        }

        return TierFormat.Ccxt;
    }

    private static void ReadSymbol(string name, Place at, ImmutableArray<DocumentNode> items, List<TierDraft> drafts, ProblemList problems, ProblemList exceptions)
    {
        if (Symbol(name, at, problems, exceptions) is not { } symbol) return;
        if (items.IsEmpty)
        {
            exceptions.Add(at, $"{symbol} has no tiers; it is left out.");
            return;
        }

        ImmutableArray<RawTier> tiers = [.. items.Where(item => item.Kind != NodeKind.Object || IsOf(symbol, item, problems)).Select(item => RawTier.Open(item, problems)).OfType<RawTier>()];
        if (tiers.IsEmpty) return;
        if (tiers.All(tier => tier.Has("riskLimitValue")))
        {
            drafts.Add(BybitRiskLimits.Draft(symbol, at, [.. tiers.Select(tier => (tier.Info!, tier.Node))]));
            return;
        }

        bool contracts = tiers.All(tier => tier.Has("maxSz")), marginal = tiers.Any(tier => tier.Has("cum") || tier.Has("maintMarginRatio") || tier.Node.Has("maintAmt"));
        if (symbol.IsInverse && !contracts && !tiers.All(tier => InCoins(tier, symbol)))
        {
            exceptions.Add(at, $"the file does not say whether the sizes of {symbol} are coins, dollars or contracts; it is left out: give the venue's own answer.");
            return;
        }

        var draft = new TierDraft(at, symbol, contracts ? TierSize.Contracts : TierSize.Value, contracts ? TierReading.WholePosition : marginal ? TierReading.Marginal : null)
        {
            Venue = contracts ? OkxPositionTiers.Venue : tiers.All(tier => tier.Has("maintMarginRatio")) ? BinanceBrackets.Venue : null,
        };
        foreach (RawTier tier in tiers)
            draft.Rows.Add(contracts ? OkxPositionTiers.Row(tier.Info!, tier.Node) : Row(tier));
        drafts.Add(draft);
    }

    private static TierRowDraft? Row(RawTier tier)
    {
        int before = tier.Reader.Problems.Count;
        decimal? floor = TierNumbers.Bound(tier.Reader, "minNotional", "notionalFloor"), cap = TierNumbers.Cap(tier.Reader, "maxNotional", "notionalCap");
        decimal? rate = TierNumbers.Rate(tier.Reader, "maintenanceMarginRate", "maintenanceMarginRatio"), leverage = TierNumbers.Leverage(tier.Reader, "maxLeverage", required: true);
        decimal? deduction = tier.Info is { } info ? TierNumbers.Deduction(info, "cum") : TierNumbers.Deduction(tier.Reader, "maintAmt");
        return tier.Reader.Problems.Count > before ? null : new TierRowDraft(tier.Node, floor, cap, rate!.Value, 1m / leverage!.Value, leverage, deduction);
    }

    private static InstrumentSymbol? Symbol(string name, Place at, ProblemList problems, ProblemList exceptions)
    {
        if (SymbolParser.Read(name, out string? problem) is { } symbol) return symbol;

        // Venues list quanto contracts and spot margin among the rest; what a person wrote wrongly is neither.
        bool left = problem!.Contains("quanto", StringComparison.Ordinal) || problem.Contains("spot pair", StringComparison.Ordinal);
        if (left) exceptions.Add(at, $"{problem.TrimEnd('.')}; it is left out.");
        else problems.Add(at, problem);
        return null;
    }

    private static bool IsOf(InstrumentSymbol symbol, DocumentNode item, ProblemList problems)
    {
        if (item["symbol"] is not { Kind: NodeKind.Text } named || named.Text == symbol.ToString()) return true;
        if (SymbolParser.Read(named.Text, out _) is { } other && other == symbol) return true;
        problems.Add(named, $"the tier is of '{named.Text}' and stands under {symbol}; write the tiers of each instrument under its own name.");
        return false;
    }

    // Binance says so by its fields; others by naming the settlement currency as that of the sizes.
    private static bool InCoins(RawTier tier, InstrumentSymbol symbol) => tier.Has("qtyCap") || TierNumbers.Text(tier.Node, "currency") == symbol.Settle.Code;

    /// <summary>A tier of ccxt's and, where it is there, the venue's own row in it.</summary>
    private sealed record RawTier(ObjectReader Reader, ObjectReader? Info)
    {
        public DocumentNode Node => Reader.Node;

        public static RawTier? Open(DocumentNode item, ProblemList problems) => ObjectReader.OpenAny(item, problems, Shape) is not { } reader ? null
            : new(reader, item["info"] is { Kind: NodeKind.Object } info ? ObjectReader.OpenAny(info, problems, "") : null);

        public bool Has(string field) => Info?.Node[field] is not null;
    }
}
