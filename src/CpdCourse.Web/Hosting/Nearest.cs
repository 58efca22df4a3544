namespace CpdCourse.Web.Hosting;

/// <summary>The word that somebody probably meant: the nearest known one by optimal string alignment (letters missed, added, changed or swapped).</summary>
internal static class Nearest
{
    /// <summary>Longer words are no slips of the finger.</summary>
    private const int Longest = 100;

    /// <returns>Null when nothing known is near, and when the word is known as it stands.</returns>
    public static string? To(string typed, IEnumerable<string> known)
    {
        if (typed.Length is < 4 or > Longest)
        {
            return null;
        }

        string? best = null;
        var allowed = typed.Length switch
        {
            < 6 => 1,
            < 11 => 2,
            _ => 3,
        };
        foreach (var word in known)
        {
            if (Math.Abs(word.Length - typed.Length) > allowed)
            {
                continue;
            }

            var distance = Distance(typed, word);
            if (distance == 0)
            {
                return null;
            }

            if (distance <= allowed)
            {
                (best, allowed) = (word, distance - 1);
            }
        }

        return best;
    }

    internal static int Distance(string a, string b)
    {
        var (before, last, row) = (
            new int[b.Length + 1],
            new int[b.Length + 1],
            new int[b.Length + 1]
        );
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(change, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }
}
