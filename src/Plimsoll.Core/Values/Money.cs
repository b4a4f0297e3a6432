using System.Globalization;

namespace Plimsoll.Values;

/// <summary>An exact amount of one currency. Amounts of different currencies never mix.</summary>
public readonly record struct Money : IComparable<Money>
{
    private Money(decimal amount, Currency currency) => (Amount, Currency) = (amount, currency);

    /// <summary>Units of <see cref="Currency"/>; negative when owed.</summary>
    public decimal Amount { get; }

    /// <summary>The currency of the amount.</summary>
    public Currency Currency { get; }

    /// <summary>Nothing, in the given currency.</summary>
    public static Money Zero(Currency currency) => new(0m, currency);

    /// <summary>An exact amount.</summary>
    public static Money Of(decimal amount, Currency currency) => new(amount, currency);

    /// <summary>An exact amount of US dollars.</summary>
    public static Money Usd(decimal amount) => new(amount, Currency.Usd);

    /// <summary>Crosses from an estimate to what is owed: rounds up to the minor unit.</summary>
    /// <param name="estimate">Requirement in units of <paramref name="currency"/>; finite and within ±7.9e19.</param>
    /// <param name="currency">Currency whose minor unit is rounded to.</param>
    /// <exception cref="ArgumentOutOfRangeException">The estimate is NaN, infinite or beyond the range of money.</exception>
    /// <remarks>Noise of 1e-9 of a minor unit is taken off first, so that an exact 12.30 does not become 12.31.</remarks>
    public static Money RequirementFromEstimate(double estimate, Currency currency) => Cross(estimate, currency, up: true);

    /// <summary>Crosses from an estimate to what is counted in the account's favour: rounds down to the minor unit.</summary>
    /// <inheritdoc cref="RequirementFromEstimate"/>
    public static Money CollateralFromEstimate(double estimate, Currency currency) => Cross(estimate, currency, up: false);

    private static Money Cross(double estimate, Currency currency, bool up)
    {
        if (!double.IsFinite(estimate) || Math.Abs(estimate) > 7.9e19)
            throw new ArgumentOutOfRangeException(nameof(estimate), estimate, "An estimate must be a finite number within ±7.9e19 to become money.");
        double scale = Math.Pow(10, currency.MinorUnits);
        double minor = estimate * scale;
        double tolerance = Math.Max(1e-9, Math.Abs(minor) * 1e-15);
        double whole = up ? Math.Ceiling(minor - tolerance) : Math.Floor(minor + tolerance);
        return new((decimal)whole / (decimal)scale, currency);
    }

    /// <summary>Rounds towards the greater number at the currency's minor unit.</summary>
    public Money RoundUp() => new(Round(Amount, decimal.Ceiling), Currency);

    /// <summary>Rounds towards the lesser number at the currency's minor unit.</summary>
    public Money RoundDown() => new(Round(Amount, decimal.Floor), Currency);

    private decimal Round(decimal amount, Func<decimal, decimal> whole)
    {
        decimal scale = 1m;
        for (int i = 0; i < Currency.MinorUnits; i++) scale *= 10m;
        return whole(amount * scale) / scale;
    }

    /// <summary>The greater of two amounts of one currency.</summary>
    public static Money Max(Money left, Money right) => left >= right ? left : right;

    /// <summary>The lesser of two amounts of one currency.</summary>
    public static Money Min(Money left, Money right) => left <= right ? left : right;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Amount.CompareTo(Same(this, other).Amount);

    /// <summary>Sum of two amounts of one currency.</summary>
    public static Money operator +(Money left, Money right) => new(left.Amount + Same(left, right).Amount, left.Currency);

    /// <summary>Difference of two amounts of one currency.</summary>
    public static Money operator -(Money left, Money right) => new(left.Amount - Same(left, right).Amount, left.Currency);

    /// <summary>The same amount, owed instead of owned.</summary>
    public static Money operator -(Money money) => new(-money.Amount, money.Currency);

    /// <summary>A multiple of an amount.</summary>
    public static Money operator *(Money money, decimal factor) => new(money.Amount * factor, money.Currency);

    /// <summary>Compares two amounts of one currency.</summary>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Compares two amounts of one currency.</summary>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Compares two amounts of one currency.</summary>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Compares two amounts of one currency.</summary>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>"1,234.50 USD" with the currency's decimals.</summary>
    public override string ToString() => Amount.ToString($"N{Currency.MinorUnits}", CultureInfo.InvariantCulture) + " " + Currency;

    private static Money Same(Money left, Money right) => left.Currency == right.Currency
        ? right
        : throw new InvalidOperationException($"{left.Currency} and {right.Currency} do not add; convert one of them at a price first.");
}
