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
            else if (Shortens(plain, other)) distance = Math.Min(distance, 1);
            if (distance < least && distance <= Math.Max(1, Math.Min(plain.Length, other.Length) / 3)) (best, least) = (name, distance);
        }

        return best;
    }

    // "qty" for quantity: the same first and last letter, and what is between in order.
    private static bool Shortens(string written, string name)
    {
        if (written.Length < 3 || name.Length == 0 || written[0] != name[0] || written[^1] != name[^1]) return false;
        int at = 0;
        foreach (char c in name)
            if (at < written.Length && c == written[at])
                at++;
        return at == written.Length;
    }

    private static string Plain(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    // Letters added, dropped, replaced or swapped with their neighbour.
    private static int Distance(string left, string right)
    {
        var cost = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++) cost[i, 0] = i;
        for (int j = 0; j <= right.Length; j++) cost[0, j] = j;
        for (int i = 1; i <= left.Length; i++)
        {
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = cost[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replaced, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }

        return cost[left.Length, right.Length];
    }
}
