namespace Plimsoll.Cli;

/// <summary>How results are written.</summary>
internal enum OutputFormat
{
    /// <summary>For a person.</summary>
    Table,

    /// <summary>For a program.</summary>
    Json,

    /// <summary>For a spreadsheet.</summary>
    Csv,
}
