namespace Plimsoll.Governance.Changes;

/// <summary>Named data that a parameter set was made from.</summary>
/// <param name="Name">What it is, as "data/prices" or "BTC-USDT.binance-perp.1h.csv.gz".</param>
/// <param name="Sha256">Lower-case hex of its SHA-256, 64 digits.</param>
public sealed record ParameterInput(string Name, string Sha256);
