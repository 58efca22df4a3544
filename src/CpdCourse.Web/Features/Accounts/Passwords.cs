using CpdCourse.Domain.Common;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>
/// The one rule about passwords: 10 to 128 characters that somebody would not try first. Nothing is asked about digits or signs. A password is too common
/// when little is left of it once well-known passwords, years, runs of the keyboard and its owner's own names are taken out: so "Password2026!!" is one as
/// much as "password", without a list of millions.
/// </summary>
internal static class Passwords
{
    public const int Shortest = 10;
    public const int Longest = 128;

    // Five characters that nobody can guess, beside whatever can be.
    private const int Needed = 5;

    /// <param name="password">As typed.</param>
    /// <param name="own">Name, address, title of the course: words that stand on the page beside it.</param>
    /// <returns>What is wrong, or null.</returns>
    public static Refusal? Problem(string? password, params IEnumerable<string> own)
    {
        if (password is null || password.Length is < Shortest or > Longest)
        {
            return Refusals.PasswordLength;
        }

        var pieces = own.SelectMany(Words).Concat(CommonPasswords.Pieces).ToList();
        var plain = password.ToLowerInvariant();
        return
            Unguessable(plain, pieces) < Needed
            || Unguessable(Plainer(plain), pieces) < Needed
            || IsRepetition(plain)
            ? Refusals.PasswordCommon
            : null;
    }

    /// <summary>The words of a name or address that are long enough to matter, and all of it without the spaces.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var lower = text.ToLowerInvariant();
        var words = new string([.. lower.Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(
            ' ',
            StringSplitOptions.RemoveEmptyEntries
        );
        return words.Append(string.Concat(words)).Append(lower).Where(w => w.Length >= 3);
    }

    private static int Unguessable(string password, IReadOnlyList<string> pieces)
    {
        foreach (var piece in pieces.OrderByDescending(p => p.Length))
        {
            password = password.Replace(piece, "\0", StringComparison.Ordinal);
        }

        var count = 0;
        for (var i = 0; i < password.Length; i += RunFrom(password, i))
        {
            count += password[i] is '\0' or ' ' or '-' or '_' or '.' or '!' ? 0 : 1;
        }

        return count;
    }

    /// <summary>How many characters from here go on as they began: "aaaa", "4567", "dcba" are worth one. Short runs are chance.</summary>
    private static int RunFrom(string text, int start)
    {
        if (start + 1 >= text.Length)
        {
            return 1;
        }

        var step = text[start + 1] - text[start];
        var end = start + 1;
        while (step is >= -1 and <= 1 && end + 1 < text.Length && text[end + 1] - text[end] == step)
        {
            end++;
        }

        return end - start >= 2 ? end - start + 1 : 1;
    }

    /// <summary>"p4$$w0rd" as what it is.</summary>
    private static string Plainer(string text) =>
        new([
            .. text.Select(c =>
                c switch
                {
                    '0' => 'o',
                    '1' => 'i',
                    '3' => 'e',
                    '4' or '@' => 'a',
                    '5' or '$' => 's',
                    '7' => 't',
                    _ => c,
                }
            ),
        ]);

    /// <summary>The same one to five characters over and over.</summary>
    private static bool IsRepetition(string text) =>
        Enumerable
            .Range(1, 5)
            .Any(length => text.Select((c, i) => c == text[i % length]).All(same => same));
}
