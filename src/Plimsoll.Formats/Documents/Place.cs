namespace Plimsoll.Formats;

/// <summary>Where in a file something stands.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Path">Path or column, as "positions[2].quantity"; may be empty.</param>
internal readonly record struct Place(int Line, string Path);
