namespace Plimsoll.Formats;

/// <summary>Finds what somebody probably meant to write.</summary>
internal static class Suggestion
{
    /// <summary>" Did you mean 'quantity'?" when a known name is near, else the known names; begins with a space.</summary>
    public static string For(string written, IEnumerable<string> known)
    {
        string[] names = [.. known];
        string? nearest = Nearest(written, names);
        if (nearest is not null) return $" did you mean '{nearest}'?";
        return names.Length == 0 ? " nothing is allowed here; remove it." : $" allowed here: {string.Join(", ", names)}.";
    }

    /// <summary>The known name nearest to what was written; null when none is near.</summary>
    public static string? Nearest(string written, IEnumerable<string> known)
    {
        string? best = null;
        int least = int.MaxValue;
        string plain = Plain(written);
        foreach (string name in known)
        {
            string other = Plain(name);
            int distance = Distance(plain, other);

            // A name cut short ("qty" is not, "vol" is) is nearer than the letters say.
            if (plain.Length >= 3 && other.StartsWith(plain, StringComparison.Ordinal)) distance = Math.Min(distance, 1);
            if (distance < least && distance <= Math.Max(1, Math.Min(plain.Length, other.Length) / 3)) (best, least) = (name, distance);
        }

        return best;
    }

    private static string Plain(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
