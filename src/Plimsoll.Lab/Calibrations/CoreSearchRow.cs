namespace Plimsoll.Lab.Calibrations;

/// <summary>How one candidate did over one period.</summary>
/// <param name="Candidate">The parameters.</param>
/// <param name="Initial">Share of days of outright positions beyond the 1 % value at risk.</param>
/// <param name="Maintenance">The same at 2.5 %.</param>
/// <param name="PairInitial">Share of days of pairs beyond the 1 % value at risk.</param>
/// <param name="BasisInitial">The same of coins against their perpetuals.</param>
/// <param name="Score">Mean of both FZ0 scores over all books; lower is better.</param>
/// <param name="AgainstBefore">t of Diebold–Mariano against the parameters before; below 0 this candidate scores better.</param>
/// <param name="AgainstFull">The same against full filtered historical simulation.</param>
/// <param name="Cost">Mean expected shortfall over that of full filtered historical simulation, geometric mean over outright positions.</param>
/// <param name="Rise">Greatest one-day rise of the expected shortfall over that of full filtered historical simulation, median over outright positions.</param>
/// <param name="Rise5">The same over five days.</param>
/// <param name="Within">Share of all books whose greatest one-day rise is at most 0.9 of that of full filtered historical simulation.</param>
/// <param name="Within5">The same over five days.</param>
/// <param name="IsEligible">Whether coverage lies within its bounds and rises within theirs.</param>
public sealed record CoreSearchRow(CoreCandidate Candidate, double Initial, double Maintenance, double PairInitial, double BasisInitial, double Score, double AgainstBefore, double AgainstFull, double Cost, double Rise, double Rise5, double Within, double Within5, bool IsEligible);
