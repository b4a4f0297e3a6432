namespace Plimsoll.Calibration;

/// <summary>What a parameter's value rests on.</summary>
public enum EvidenceBasis
{
    /// <summary>A person's judgement; nothing in the data speaks to it, or too little.</summary>
    Judgement = 0,

    /// <summary>Judgement that data was held against and that stands: the data does not call for another value.</summary>
    Checked = 1,

    /// <summary>Made from data by the stated rule.</summary>
    Measured = 2,
}
