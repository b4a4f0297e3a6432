using System.Collections.Immutable;
using Plimsoll.Models.Venues;

namespace Plimsoll.Models.Derive;

/// <summary>The lines of both portfolio managers, in USDC; what is 0 at both stages gets none.</summary>
internal sealed class PortfolioLines(VenueBook book)
{
    private readonly ImmutableArray<MarginLine>.Builder lines = ImmutableArray.CreateBuilder<MarginLine>();

    /// <summary>The lines so far.</summary>
    public ImmutableArray<MarginLine> All => lines.ToImmutable();

    /// <summary>Min SPAN: every scenario and, last, the basis contingency.</summary>
    public void Scenarios(string subject, ImmutableArray<MarginScenario> scenarios, ImmutableArray<decimal> pnl, decimal basis, int worst, decimal initial, decimal maintenance)
    {
        ImmutableArray<ScenarioLoss> all = [.. scenarios.Select((scenario, i) => new ScenarioLoss(scenario.Name, (double)-pnl[i], scenario.Part)), new("basis contingency", (double)-basis, 1)];
        if (initial == 0m && maintenance == 0m && book.Positions.IsEmpty) return;
        lines.Add(book.Line(MarginComponent.ScenarioRisk, subject, initial, maintenance, new Evidence.ScenarioSet(all, initial > 0m ? worst : -1)));
    }

    /// <summary>A charge on what scenarios do not see.</summary>
    public void Contingency(string subject, decimal initial, decimal maintenance, string rate, double value) =>
        Add(MarginComponent.Contingency, subject, initial, maintenance, new(rate, value, "fraction"));

    /// <summary>What initial margin does not count of a collateral on top of the haircut.</summary>
    public void Haircut(string asset, decimal initial, double rate) => Add(MarginComponent.InitialHaircut, asset, initial, 0m, new("part of its value", rate, "fraction"));

    /// <summary>What initial margin adds while USDC is below its threshold.</summary>
    public void Depeg(decimal initial, decimal factor) => Add(MarginComponent.StablecoinDepeg, book.Currency.Code, initial, 0m, new("added to the factor of initial margin", (double)factor, ""));

    /// <summary>What the worse side of the orders would add, all of it filled at mark.</summary>
    public void Orders(string subject, decimal filled, decimal held) =>
        Add(MarginComponent.OpenOrders, subject, Math.Max(0m, filled - held), 0m, new("initial margin with the worse side filled", (double)filled, book.Currency.Code));

    private void Add(MarginComponent component, string subject, decimal initial, decimal maintenance, NamedValue evidence)
    {
        if (initial != 0m || maintenance != 0m) lines.Add(book.Line(component, subject, initial, maintenance, new Evidence.Numbers([evidence])));
    }
}
