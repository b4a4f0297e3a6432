namespace Plimsoll.Formats;

/// <summary>Whose form a file of tiers has.</summary>
public enum TierFormat
{
    /// <summary>ccxt <c>fetchLeverageTiers</c>, <c>fetchMarketLeverageTiers</c>.</summary>
    Ccxt,

    /// <summary>The cache that freqtrade keeps of ccxt's answer, or its own parsed form.</summary>
    Freqtrade,

    /// <summary>Binance <c>leverageBracket</c> of USD-M (<c>/fapi</c>), COIN-M (<c>/dapi</c>) or portfolio margin (<c>/papi</c>).</summary>
    Binance,

    /// <summary>OKX <c>position-tiers</c>.</summary>
    Okx,

    /// <summary>Bybit v5 <c>risk-limit</c>.</summary>
    Bybit,
}
