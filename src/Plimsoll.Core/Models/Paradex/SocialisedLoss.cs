using System.Collections.Immutable;

namespace Plimsoll.Models.Paradex;

/// <summary>The charge on withdrawals while the insurance fund cannot cover the accounts that are worth less than nothing. USDC.</summary>
/// <param name="BankruptcyAmount">What the accounts lack beyond the insurance fund, 0 or more.</param>
/// <param name="ExchangeBalance">All USDC on the exchange.</param>
internal readonly record struct SocialisedLoss(decimal BankruptcyAmount, decimal ExchangeBalance)
{
    /// <summary>Part of a withdrawal that is kept, by the formula of the documents.</summary>
    public decimal Factor => ExchangeBalance + BankruptcyAmount > 0m ? BankruptcyAmount / (ExchangeBalance + BankruptcyAmount) : 0m;

    /// <summary>The part in the documents' own example, which divides by the exchange's balance alone.</summary>
    public decimal ExampleFactor => ExchangeBalance > 0m ? BankruptcyAmount / ExchangeBalance : 0m;

    /// <summary>The loss of an exchange.</summary>
    /// <param name="insuranceFund">USDC of the insurance fund.</param>
    /// <param name="settlementBalances">What each account would hold were its positions closed at mark.</param>
    /// <param name="exchangeBalance">All USDC on the exchange.</param>
    public static SocialisedLoss Of(decimal insuranceFund, ImmutableArray<decimal> settlementBalances, decimal exchangeBalance) =>
        new(Math.Max(0m, settlementBalances.Sum(balance => Math.Max(0m, -balance)) - insuranceFund), exchangeBalance);
}
