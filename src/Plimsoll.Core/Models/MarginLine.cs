using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Models;

/// <summary>One line of a requirement, with the lines it is made of.</summary>
/// <param name="Component">What it is for.</param>
/// <param name="Subject">The group, underlying or instrument it concerns; empty for the whole account.</param>
/// <param name="Initial">Its part of the initial margin.</param>
/// <param name="Maintenance">Its part of the maintenance margin.</param>
/// <param name="Evidence">Why it is so.</param>
/// <param name="Lines">What it is made of: either empty, or lines that sum to it exactly.</param>
public sealed record MarginLine(MarginComponent Component, string Subject, Money Initial, Money Maintenance, Evidence Evidence, ImmutableArray<MarginLine> Lines);
