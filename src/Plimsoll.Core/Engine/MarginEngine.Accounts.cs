using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Engine;

/// <content>Accounts and money.</content>
public sealed partial class MarginEngine
{
    private static void OpenAccount(Decision decision, Command.OpenAccount open)
    {
        string name = open.Path.ToString();
        if (decision.State.Accounts.ContainsKey(name)) decision.Refuse(Refusal.AccountExists, $"There is an account '{name}' already.");
        else decision.Add(new Event.AccountOpened(open.Path, open.RiskClass));
    }

    private static void ReportDeposit(Decision decision, Command.ReportDeposit report)
    {
        if (!decision.Positive("amount", report.Amount)) return;
        if (report.Confirmations < 0 || report.Needed < 0)
        {
            decision.Refuse(Refusal.NumberOutOfRange, Text($"A deposit has 0 confirmations or more; found {report.Confirmations} of {report.Needed}."));
            return;
        }

        if (decision.Client(report.Account) is null) return;
        DepositState? known = decision.State.Deposits.GetValueOrDefault(report.Deposit);
        if (known is not null && (known.Account != report.Account || known.Currency != report.Currency || known.Amount != report.Amount))
        {
            decision.Refuse(Refusal.DepositContradicts, Text($"Deposit '{report.Deposit}' was reported before as {known.Amount} {known.Currency} for '{known.Account}'."));
            return;
        }

        decision.Add(new Event.DepositSeen(report.Account, report.Deposit, report.Currency, report.Amount, report.Confirmations, report.Needed));
        if (known is { IsCounted: true } || report.Confirmations < report.Needed) return;
        decision.Add(new Event.DepositCounted(report.Account, report.Deposit, report.Currency, report.Amount));
        decision.Touch(report.Account);
    }

    private void Withdraw(Decision decision, Command.Withdraw withdraw)
    {
        if (!decision.Positive("amount", withdraw.Amount) || decision.Client(withdraw.Account) is null) return;
        if (!MayLeave(decision, withdraw.Account, withdraw.Currency, withdraw.Amount, withdraw.MayBorrow)) return;
        decision.Add(new Event.Withdrawn(withdraw.Account, withdraw.Currency, withdraw.Amount));
        decision.Touch(withdraw.Account);
    }

    private void MoveFunds(Decision decision, Command.MoveFunds move)
    {
        if (!decision.Positive("amount", move.Amount) || decision.Client(move.From) is null || decision.Client(move.To) is null) return;
        if (!MayLeave(decision, move.From, move.Currency, move.Amount, move.MayBorrow)) return;
        decision.Add(new Event.FundsMoved(move.From, move.To, move.Currency, move.Amount));
        decision.Touch(move.From);
        decision.Touch(move.To);
    }

    private static void ChargeInterest(Decision decision, Command.ChargeInterest charge)
    {
        if (charge.Rate < 0m || !LedgerBooking.Fits(charge.Rate))
        {
            decision.Refuse(Refusal.NumberOutOfRange, Text($"An interest rate is 0 or more with at most {LedgerBooking.Digits} decimals; found {charge.Rate}. For 0.01 % write 0.0001."));
            return;
        }

        var parts = ImmutableArray.CreateBuilder<(string, decimal)>();
        decimal received = 0m;
        foreach ((string name, EngineAccount account) in decision.State.Accounts)
        {
            decimal due = name == EngineState.House || account.Balance(charge.Currency) >= 0m ? 0m : decimal.Round(-account.Balance(charge.Currency) * charge.Rate, LedgerBooking.Digits);
            if (due == 0m) continue;
            parts.Add((name, -due));
            received += due;
            decision.Touch(name);
        }

        if (received != 0m) parts.Add((EngineState.House, received));
        decision.Add(new Event.InterestCharged(charge.Currency, charge.Rate, parts.ToImmutable()));
    }

    /// <summary>Whether money may leave: the balance has it, the account covers its initial margin without profit not realised, and stands a move of every underlying.</summary>
    private bool MayLeave(Decision decision, string name, Currency currency, decimal amount, bool mayBorrow)
    {
        EngineAccount account = decision.State.Accounts[name];
        bool borrows = account.Balance(currency) < amount;
        if (borrows && !mayBorrow)
        {
            decision.Refuse(Refusal.BalanceTooSmall, Text($"'{name}' has {account.Balance(currency)} {currency}; {amount} cannot leave without borrowing."));
            return false;
        }

        if (!borrows && account.Positions.IsEmpty && account.Orders.IsEmpty && account.Balances.All(entry => entry.Value >= 0m)) return true;
        if (desk.At(decision.State) is not { } evaluator)
        {
            decision.Refuse(Refusal.NoParameters, "No parameter set is in force yet; nothing may leave an account with positions.");
            return false;
        }

        (ImmutableArray<AccountSnapshot> owned, int index) = MarginDesk.Owned(decision.State, account.Path);
        ImmutableArray<AccountSnapshot> after = owned.SetItem(index, AccountAdjustment.Transfer(owned[index], currency, -amount));
        switch (MarginDesk.Outcome(evaluator, after, index))
        {
            case MarginOutcome.Unavailable { Gaps: var gaps }:
                decision.Refuse(Refusal.DataMissing, $"Nothing may leave while the requirement is unknown: {string.Join("; ", gaps)}.");
                return false;
            case MarginOutcome.Calculated { Statement: var statement }:
                decimal free = statement.Excess.Amount - Math.Max(0m, statement.UnrealisedPnl.Amount);
                if (free < 0m)
                {
                    decision.Refuse(Refusal.NotWithdrawable, Text($"Afterwards {-free:0.00} {statement.Currency} would be missing to the initial margin of {statement.InitialMargin.Amount:0.00}, profit not realised left out."));
                    return false;
                }

                break;
        }

        foreach (double move in (ReadOnlySpan<double>)[-settings.WithdrawalStress, settings.WithdrawalStress])
        {
            if (move == 0) continue;
            MarginOutcome outcome = MarginDesk.Outcome(desk.Moved(decision.State, move), after, index);
            if (outcome is MarginOutcome.Unavailable { Gaps: var missing })
            {
                decision.Refuse(Refusal.DataMissing, $"Nothing may leave while the requirement after a move is unknown: {string.Join("; ", missing)}.");
                return false;
            }

            MarginStatement stressed = ((MarginOutcome.Calculated)outcome).Statement;
            if (stressed.Equity >= stressed.MaintenanceMargin) continue;
            decision.Refuse(Refusal.NotWithdrawable, Text($"Afterwards a move of {100 * move:+0.#;-0.#} % in every underlying would leave {stressed.Equity.Amount:0.00} {stressed.Currency} of equity under a maintenance margin of {stressed.MaintenanceMargin.Amount:0.00}."));
            return false;
        }

        return true;
    }
}
