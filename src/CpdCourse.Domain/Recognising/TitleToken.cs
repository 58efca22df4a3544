using System.Globalization;
using System.Text;

namespace CpdCourse.Domain.Recognising;

/// <summary>A word, a number or a mark of a title: "#cpd23 Thing 5" is a mark, a word, a number, a word and a number.</summary>
internal sealed record TitleToken(string Text, bool IsSpaced)
{
    private const int LongestTitle = 500;

    /// <summary>The number that its digits say; null for words and marks.</summary>
    public int? Number { get; private init; }

    public bool IsWord { get; private init; }

    public bool IsMark => !IsWord && Number is null;

    public bool StartsLow => IsWord && char.IsLower(Text[0]);

    public bool Is(string word) => Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsIn(IReadOnlySet<string> words) => words.Contains(Text.ToLowerInvariant());

    /// <summary>Reads a title; digits of any script count, letters that touch digits are words of their own.</summary>
    public static IReadOnlyList<TitleToken> Read(string title)
    {
        var tokens = new List<TitleToken>();
        var runes = title.EnumerateRunes().Take(LongestTitle).Where(IsSeen).ToArray();
        var isSpaced = true;
        for (var start = 0; start < runes.Length; )
        {
            if (Rune.IsWhiteSpace(runes[start]))
            {
                isSpaced = true;
                start++;
                continue;
            }

            var end = End(runes, start);
            tokens.Add(Make(runes[start..end], isSpaced));
            isSpaced = false;
            start = end;
        }

        return tokens;
    }

    private static int End(Rune[] runes, int start)
    {
        var end = start + 1;
        if (IsDigit(runes[start]))
        {
            while (end < runes.Length && IsDigit(runes[end]))
            {
                end++;
            }
        }
        else if (Rune.IsLetter(runes[start]))
        {
            while (end < runes.Length && GoesOn(runes, end))
            {
                end++;
            }
        }

        return end;
    }

    // "Thing's" is one word, and an accent may be a character of its own.
    private static bool GoesOn(Rune[] runes, int at) =>
        Rune.IsLetter(runes[at])
        || Rune.GetUnicodeCategory(runes[at]) is UnicodeCategory.NonSpacingMark
        || (
            runes[at].Value is '\'' or '’' && at + 1 < runes.Length && Rune.IsLetter(runes[at + 1])
        );

    private static TitleToken Make(Rune[] runes, bool isSpaced)
    {
        var text = string.Concat(runes.Select(r => r.ToString()));
        return new TitleToken(text, isSpaced)
        {
            IsWord = Rune.IsLetter(runes[0]),
            // "007" and years are no Things.
            Number =
                !IsDigit(runes[0]) ? null
                : runes.Length > 2 ? int.MaxValue
                : runes.Aggregate(0, (sum, rune) => (sum * 10) + (int)Rune.GetNumericValue(rune)),
        };
    }

    private static bool IsDigit(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber;

    private static bool IsSeen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control)
        || Rune.IsWhiteSpace(rune);
}
