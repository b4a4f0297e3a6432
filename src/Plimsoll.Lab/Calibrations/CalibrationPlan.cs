using Plimsoll.Calibration;
using Plimsoll.Parameters;

namespace Plimsoll.Lab.Calibrations;

/// <summary>What to calibrate from, and how.</summary>
/// <param name="Records">Recorded markets; nothing in them may be later than <paramref name="AsOf"/>.</param>
/// <param name="Before">The rulebook that stands; what is not measured stays as it says.</param>
/// <param name="AsOf">Time from which the new rulebook applies.</param>
/// <param name="ChooseBefore">Core parameters are chosen on what came before this and shown on what follows.</param>
/// <param name="Name">Name of the new rulebook.</param>
/// <param name="Version">Its version.</param>
public sealed record CalibrationPlan(MarketRecords Records, Rulebook Before, Timestamp AsOf, Timestamp ChooseBefore, string Name, string Version);
